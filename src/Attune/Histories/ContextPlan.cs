using System.Globalization;

namespace Attune.Histories;

/// <summary>How much random conversation goes between a user's sessions and after them (RealPref 3.4, Table 2).</summary>
public sealed record ContextPlan
{
    private const string Grammar =
        "Use simple, normal, long, very-long, extended, extreme, or own numbers: interval=35000,tail=105000 (tokens) or tail-turns=10, with order=file to draw in file order";

    /// <summary>At one place: more than any model takes, and less than fills the memory of a machine.</summary>
    private const int Most = 10_000_000;

    private static readonly Dictionary<string, ContextPlan> Table2 = new ContextPlan[]
    {
        new() { Name = "simple" },
        new() { Name = "normal", IntervalTokens = 35_000 },
        new() { Name = "long", IntervalTokens = 70_000 },
        new() { Name = "very-long", IntervalTokens = 140_000 },
        new() { Name = "extended", IntervalTokens = 35_000, TailTokens = 105_000 },
        new() { Name = "extreme", IntervalTokens = 35_000, TailTokens = 210_000 },
    }.ToDictionary(p => p.Name, StringComparer.Ordinal);

    private ContextPlan() { }

    /// <summary>A name of Table 2, or the numbers as they were given.</summary>
    public required string Name { get; init; }

    /// <summary>Tokens of random sessions put before and between the user's sessions.</summary>
    public int IntervalTokens { get; private init; }

    /// <summary>Tokens of random sessions after the last of the user's sessions.</summary>
    public int TailTokens { get; private init; }

    /// <summary>Random turns after the last of the user's sessions, to the turn (PrefEval counts this way).</summary>
    public int TailTurns { get; private init; }

    /// <summary>Draw the random sessions in file order, the same for every user, rather than shuffled by seed and user.</summary>
    public bool InFileOrder { get; private init; }

    /// <summary>True where the plan asks for any random conversation.</summary>
    public bool NeedsPool => IntervalTokens > 0 || TailTokens > 0 || TailTurns > 0;

    /// <summary>The six names of Table 2, from short to long.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table2.Keys];

    /// <summary>Reads a name of Table 2 or own numbers.</summary>
    /// <exception cref="BadInputException">It is neither.</exception>
    public static ContextPlan Parse(string text)
    {
        if (Table2.TryGetValue(text, out var named)) return named;
        var plan = new ContextPlan { Name = text };
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in text.Split(','))
        {
            if (part.Split('=') is not [var key, var value] || !keys.Add(key)) throw Unknown(text);
            plan = plan.With(key, value) ?? throw Unknown(text);
        }

        return plan.NeedsPool ? plan : throw Unknown(text);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private ContextPlan? With(string key, string value)
    {
        if (key == "order") return value switch { "file" => this with { InFileOrder = true }, "shuffled" => this, _ => null };
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        if (number > Most) throw new BadInputException($"context '{Name}'", $"asks for more than {Most.ToString("N0", CultureInfo.InvariantCulture)} at one place", Grammar);
        return key switch
        {
            "interval" => this with { IntervalTokens = number },
            "tail" => this with { TailTokens = number },
            "tail-turns" => this with { TailTurns = number },
            _ => null,
        };
    }

    private static BadInputException Unknown(string text) => new($"context '{text}'", "is not a context plan", Grammar);
}
