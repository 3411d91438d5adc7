using System.IO.Compression;
using System.Text.RegularExpressions;

namespace Attune.Datasets.Importing.Chats;

/// <summary>The files of a source: itself, or those of its folder or zip file that hold conversations.</summary>
internal sealed partial class ChatFiles : IDisposable
{
    private readonly ZipArchive? _archive;

    private ChatFiles(IReadOnlyList<ChatFile> files, ZipArchive? archive = null) => (Files, _archive) = (files, archive);

    public IReadOnlyList<ChatFile> Files { get; }

    /// <exception cref="BadInputException">There is no such source, or nothing in it that this format is read from.</exception>
    public static ChatFiles Find(ChatFormat format, string source)
    {
        var files = Directory.Exists(source) ? InFolder(format, source) : InFile(format, source);
        if (files.Files.Count > 0) return files;

        files.Dispose();
        throw new BadInputException(source, $"holds no {(format.IsArchive ? "conversations.json" : "file named .json or .jsonl")}", $"Give the file that holds {format.Source}");
    }

    public void Dispose() => _archive?.Dispose();

    private static ChatFiles InFolder(ChatFormat format, string folder) => new(
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .Where(f => IsWanted(format, f.Name))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => ChatFile.OnDisk(f.Path, f.Name)),
    ]);

    private static ChatFiles InFile(ChatFormat format, string path)
    {
        if (!File.Exists(path)) throw new BadInputException(path, "no such file or folder", $"Give the file that holds {format.Source}");
        var name = Path.GetFileName(path);
        try
        {
            return BeginsWith(path, "PK\u0003\u0004"u8) ? InArchive(format, path) : new([ChatFile.OnDisk(path, name)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new BadInputException(path, $"cannot be read: {e.Message.TrimEnd('.')}", "Make it readable, or take it anew from its source");
        }
    }

    private static ChatFiles InArchive(ChatFormat format, string path)
    {
        var archive = ZipFile.OpenRead(path);
        return new([.. archive.Entries.Where(e => IsWanted(format, e.FullName)).OrderBy(e => e.FullName, StringComparer.Ordinal).Select(ChatFile.InArchive)], archive);
    }

    private static bool BeginsWith(string path, ReadOnlySpan<byte> mark)
    {
        using var stream = File.OpenRead(path);
        var first = new byte[4];
        var read = stream.ReadAtLeast(first, 4, throwOnEndOfStream: false);
        if (first.AsSpan(0, read).SequenceEqual("PAR1"u8))
            throw new BadInputException(path, "is a Parquet file", "Write it as JSON lines first, as with pandas: pd.read_parquet(F).to_json(OUT, orient=\"records\", lines=True)");
        return first.AsSpan(0, read).SequenceEqual(mark);
    }

    private static bool IsWanted(ChatFormat format, string name) => format.IsOfOneUser ? AccountFile().IsMatch(name) : AnyFile().IsMatch(name);

    [GeneratedRegex(@"(?:\A|/)conversations[^/]*\.json\z")]
    private static partial Regex AccountFile();

    [GeneratedRegex(@"\.jsonl?(?:\.gz)?\z")]
    private static partial Regex AnyFile();
}
