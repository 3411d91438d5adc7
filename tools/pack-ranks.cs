#:property PublishAot=false
// Packs a byte-pair rank file for embedding:
// dotnet run tools/pack-ranks.cs o200k_base.tiktoken[.gz] src/Attune/Tokens/Ranks/o200k_base.ranks
//
// A line of the source is a token in base64, a space and its rank. The packed form drops what can be derived (base64, the
// ranks, which are 0, 1, 2, …), so that loading is one read without parsing: the count as a little-endian int32, one length
// byte per token in the order of rank, then the bytes of all tokens in that order.
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

if (args is not [var source, var target])
{
    Console.Error.WriteLine("usage: dotnet run tools/pack-ranks.cs SOURCE.tiktoken[.gz] TARGET.ranks");
    return 1;
}

using var file = File.OpenRead(source);
var isPacked = source.EndsWith(".gz", StringComparison.Ordinal);
using var reader = new StreamReader(isPacked ? new GZipStream(file, CompressionMode.Decompress) : file);
var tokens = new List<byte[]>();
while (reader.ReadLine() is { Length: > 0 } line)
{
    var space = line.IndexOf(' ', StringComparison.Ordinal);
    var rank = int.Parse(line.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture);
    if (rank != tokens.Count)
        throw new InvalidDataException($"{source}: rank {tokens.Count} was expected, {rank} found.");

    tokens.Add(Convert.FromBase64String(line[..space]));
}

var count = new byte[sizeof(int)];
BinaryPrimitives.WriteInt32LittleEndian(count, tokens.Count);
File.WriteAllBytes(target, [.. count, .. tokens.Select(token => checked((byte)token.Length)), .. tokens.SelectMany(token => token)]);
Console.WriteLine($"{target}: {tokens.Count} tokens, {new FileInfo(target).Length} bytes");
return 0;
