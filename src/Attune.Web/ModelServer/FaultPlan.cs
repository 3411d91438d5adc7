using System.Globalization;

namespace Attune.Web.ModelServer;

/// <summary>How often which fault happens. Each request draws once, keyed by seed, content and attempt, never by time or order.</summary>
public sealed class FaultPlan
{
    private static readonly (string Word, FaultKind Kind)[] Words =
    [
        ("429", FaultKind.RateLimited),
        ("429-after", FaultKind.RateLimitedRetryAfter),
        ("500", FaultKind.ServerError),
        ("drop", FaultKind.Drop),
        ("slow", FaultKind.Slow),
        ("malformed", FaultKind.Malformed),
        ("empty", FaultKind.Empty),
        ("truncated", FaultKind.Truncated),
        ("refusal", FaultKind.Refusal),
        ("broken-json", FaultKind.BrokenJson),
        ("wrong-count", FaultKind.WrongCount),
        ("wrong-type", FaultKind.WrongType),
    ];

    /// <summary>Those that a plain share means: the endpoint's. What a model says wrong changes results and has to be asked for.</summary>
    private static readonly FaultKind[] OfEndpoints = [.. Words.Select(w => w.Kind).TakeWhile(k => k != FaultKind.Refusal)];

    private readonly IReadOnlyList<(FaultKind Kind, double Share)> _shares;

    private FaultPlan(IReadOnlyList<(FaultKind Kind, double Share)> shares) => _shares = shares;

    /// <summary>No faults.</summary>
    public static FaultPlan None { get; } = new([]);

    /// <summary>Reads <c>0.3</c>, which shares itself equally among the kinds of fault that endpoints have, or shares by kind, as <c>429=0.1,drop=0.05</c>.</summary>
    /// <exception cref="BadInputException">It is neither, or the shares sum to more than 1.</exception>
    public static FaultPlan Parse(string text)
    {
        if (!text.Contains('=', StringComparison.Ordinal))
        {
            var all = Share(text, text);
            return new([.. OfEndpoints.Select(k => (k, all / OfEndpoints.Length))]);
        }

        var shares = new List<(FaultKind Kind, double Share)>();
        foreach (var pair in text.Split(','))
        {
            if (pair.Split('=', 2) is not [var word, var share]) throw Unreadable(text, $"has '{pair}'");
            if (Array.FindIndex(Words, w => w.Word == word) is var index && index < 0) throw Unreadable(text, $"has the unknown kind '{word}'");
            if (shares.Exists(s => s.Kind == Words[index].Kind)) throw Unreadable(text, $"has '{word}' twice");
            shares.Add((Words[index].Kind, Share(share, text)));
        }

        return shares.Sum(s => s.Share) <= 1 + 1e-9 ? new(shares) : throw Unreadable(text, "sums to more than 1");
    }

    /// <summary>The word of a kind, as options and statistics write it.</summary>
    public static string WordOf(FaultKind kind) => Array.Find(Words, w => w.Kind == kind).Word;

    /// <summary>The fault that a request meets, the same for the same seed and request; null for none.</summary>
    internal FaultKind? Of(long seed, string request)
    {
        if (_shares.Count == 0) return null;
        var drawn = new KeyedRandom(seed, "fault", request).NextDouble();
        foreach (var (kind, share) in _shares)
        {
            drawn -= share;
            if (drawn < 0) return kind;
        }

        return null;
    }

    private static double Share(string share, string text) =>
        double.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1
            ? value
            : throw Unreadable(text, $"has the share '{share}'");

    private static BadInputException Unreadable(string text, string problem) => new(
        $"--faults {text}", problem, $"Give a share from 0 to 1, or shares by kind like 429=0.1,drop=0.05; the kinds are {string.Join(", ", Words.Select(w => w.Word))}");
}
