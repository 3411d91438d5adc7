namespace Attune.Tokens;

/// <summary>
/// A byte-pair tokenizer that gives exactly the ids of the reference implementation, tiktoken's <c>encode_ordinary</c>:
/// special tokens such as <c>&lt;|endoftext|&gt;</c> are ordinary text.
/// </summary>
/// <remarks>
/// <para>Instances are immutable and safe to use from several threads at once. There is one instance per encoding; its
/// vocabulary is read on first use (tens of milliseconds) and kept for the life of the process (about 13 MB for
/// <c>o200k_base</c>).</para>
/// <para>The time is proportional to the length of the text, plus a logarithmic factor inside one unbroken run of letters,
/// symbols or spaces. Counting allocates nothing but pooled buffers.</para>
/// <para>A lone surrogate counts as U+FFFD, as it does when text is written as UTF-8. Letters, marks and numbers are those of
/// the runtime's Unicode version (16.0 in .NET 10, as in the reference).</para>
/// </remarks>
public sealed class Tokenizer
{
    private static readonly Dictionary<string, Lazy<Tokenizer>> Known = new(StringComparer.Ordinal)
    {
        ["o200k_base"] = new(() => new("o200k_base", new PieceEncoder<O200kPattern>(Vocabulary.Load("o200k_base")))),
        ["cl100k_base"] = new(() => new("cl100k_base", new PieceEncoder<Cl100kPattern>(Vocabulary.Load("cl100k_base")))),
    };

    private readonly PieceEncoder _pieces;

    private Tokenizer(string encoding, PieceEncoder pieces)
    {
        Encoding = encoding;
        _pieces = pieces;
    }

    /// <summary>The names that <see cref="Get"/> knows, the default one first.</summary>
    public static IReadOnlyList<string> Encodings { get; } = ["o200k_base", "cl100k_base"];

    /// <summary>The tokenizer of <c>o200k_base</c>.</summary>
    public static Tokenizer Default => Get("o200k_base");

    /// <summary>The name of this tokenizer's encoding, one of <see cref="Encodings"/>.</summary>
    public string Encoding { get; }

    /// <summary>The tokenizer of an encoding; the same instance on every call.</summary>
    /// <param name="encoding">One of <see cref="Encodings"/>; case matters.</param>
    /// <exception cref="ArgumentException">The encoding is unknown; the message names those that are known.</exception>
    public static Tokenizer Get(string encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        return Known.TryGetValue(encoding, out var tokenizer)
            ? tokenizer.Value
            : throw new ArgumentException($"Unknown encoding '{encoding}'. Known: {string.Join(", ", Encodings)}.", nameof(encoding));
    }

    /// <summary>The length of a text in tokens, the same as that of <see cref="Encode"/>'s list.</summary>
    /// <param name="text">Any text; it may be empty.</param>
    public int Count(ReadOnlySpan<char> text)
    {
        using var utf8 = new PooledUtf8(text);
        return _pieces.Encode(utf8.Text, ids: null);
    }

    /// <summary>The token ids of a text, in its order.</summary>
    /// <param name="text">Any text; it may be empty.</param>
    /// <returns>A new list, which the caller owns.</returns>
    public List<int> Encode(ReadOnlySpan<char> text)
    {
        using var utf8 = new PooledUtf8(text);
        var ids = new List<int>(capacity: text.Length / 4);
        _pieces.Encode(utf8.Text, ids);
        return ids;
    }

    /// <summary>The text of token ids: the inverse of <see cref="Encode"/> for every text without lone surrogates.</summary>
    /// <param name="ids">
    /// Ids as <see cref="Encode"/> gives them. A part of its list is welcome: where the cut splits a character, the text has
    /// U+FFFD.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary; those of special tokens are not.</exception>
    public string Decode(ReadOnlySpan<int> ids) => _pieces.Vocabulary.Decode(ids);
}
