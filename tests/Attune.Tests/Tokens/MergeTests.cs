using Attune.Tokens;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Tokens;

public sealed class MergeTests
{
    private static readonly Vocabulary Vocabulary = Vocabulary.Load("cl100k_base");

    // Few different bytes, so that many pairs merge and equal ranks meet.
    private static readonly Arbitrary<byte[]> Pieces = Arb.From(Gen.OneOf(
        Gen.Elements("abe \n="u8.ToArray()).NonEmptyListOf(),
        Gen.Elements("etaoinshrdlu"u8.ToArray()).NonEmptyListOf(),
        Gen.Choose(0, 255).Select(value => (byte)value).NonEmptyListOf()).Select(bytes => bytes.Take(ScanMerge.MaxLength).ToArray()));

    [Fact]
    public void Scanning_for_pairs_gives_the_tokens_of_the_definition() =>
        Prop.ForAll(Pieces, piece => Scanned(piece).SequenceEqual(ByDefinition(piece))).Check(Often);

    [Fact]
    public void Queueing_pairs_gives_the_tokens_of_the_definition() =>
        Prop.ForAll(Pieces, piece => Queued(piece).SequenceEqual(ByDefinition(piece))).Check(Often);

    [Theory]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(1000)]
    public void A_piece_of_any_length_has_the_tokens_of_the_definition(int length)
    {
        var random = new Random(length);
        var piece = new string([.. Enumerable.Range(0, length).Select(_ => "aeinst"[random.Next(6)])]);

        Tokenizer.Get("cl100k_base").Encode(piece).ShouldBe(ByDefinition(System.Text.Encoding.ASCII.GetBytes(piece)));
    }

    private static Config Often => Config.QuickThrowOnFailure.WithMaxTest(500);

    private static List<int> Scanned(byte[] piece)
    {
        var ids = new List<int>();
        ScanMerge.Encode(Vocabulary, Padded(piece), 0, piece.Length, ids).ShouldBe(ids.Count);
        return ids;
    }

    private static List<int> Queued(byte[] piece)
    {
        var ids = new List<int>();
        HeapMerge.Encode(Vocabulary, Padded(piece), 0, piece.Length, ids).ShouldBe(ids.Count);
        return ids;
    }

    /// <summary>Byte-pair encoding in its plainest form: merge the leftmost pair of the lowest rank until none has a rank.</summary>
    private static IEnumerable<int> ByDefinition(byte[] piece)
    {
        var parts = piece.Select(value => new[] { value }).ToList();
        while (true)
        {
            var pairs = parts.Zip(parts.Skip(1), (left, right) => IdOf([.. left, .. right])).ToList();
            var lowest = pairs.Where(id => id >= 0).DefaultIfEmpty(-1).Min();
            if (lowest < 0)
                return parts.Select(IdOf);

            var at = pairs.IndexOf(lowest);
            parts[at] = [.. parts[at], .. parts[at + 1]];
            parts.RemoveAt(at + 1);
        }
    }

    private static int IdOf(byte[] token) => Vocabulary.IdOf(Padded(token), 0, token.Length);

    private static PaddedUtf8 Padded(byte[] bytes) => new((byte[])[.. bytes, .. new byte[PaddedUtf8.Padding]]);
}
