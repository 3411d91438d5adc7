using System.Buffers;

namespace Attune.Redacting;

/// <summary>Numbers that are known by their digits and the signs between them: cards, telephones, social security numbers.</summary>
internal static class NumberRuns
{
    private static readonly SearchValues<char> Digits =
        SearchValues.Create([.. Enumerable.Range(0, char.MaxValue).Select(c => (char)c).Where(char.IsDigit)]);

    public static void Find(string text, List<Finding> findings)
    {
        var run = new NumberRun(text);
        for (var i = text.AsSpan().IndexOfAny(Digits); i >= 0; i = Next(text, i))
        {
            i = run.Read(i);
            FindIn(run, findings);
        }
    }

    private static int Next(string text, int from)
    {
        var next = text.AsSpan(from).IndexOfAny(Digits);
        return next < 0 ? -1 : from + next;
    }

    private static void FindIn(NumberRun run, List<Finding> findings)
    {
        for (var first = 0; first < run.Groups.Count; first++)
        {
            if (!run.CanBegin(first) || Number(run, first) is not { } number) continue;
            findings.Add(new(run.StartOf(first), run.Groups[number.Last].End, number.Kind));
            first = number.Last;
        }
    }

    private static (int Last, SensitiveKind Kind)? Number(NumberRun run, int first)
    {
        if (CardNumbers.LastGroup(run, first) is >= 0 and var card) return (card, SensitiveKind.Card);
        if (IsSocialSecurity(run, first)) return (first + 2, SensitiveKind.Account);
        if (PhoneNumbers.LastGroup(run, first) is >= 0 and var phone) return (phone, SensitiveKind.Phone);
        return null;
    }

    /// <summary>123-45-6789.</summary>
    private static bool IsSocialSecurity(NumberRun run, int first) =>
        first + 2 < run.Groups.Count
        && (run.Groups[first].Length, run.Groups[first + 1].Length, run.Groups[first + 2].Length) == (3, 2, 4)
        && run.Before(first + 1) is "-" && run.Before(first + 2) is "-" && run.CanEnd(first + 2);
}
