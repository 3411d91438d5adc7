namespace Attune.Redacting;

/// <summary>Payment cards: 13 to 19 digits, in one piece or grouped as cards are, that begin with 2 to 6 and pass Luhn's check.</summary>
internal static class CardNumbers
{
    private const int Fewest = 13;
    private const int Most = 19;

    private static readonly int[][] Shapes =
    [
        [4, 4, 4, 4, 3], [4, 4, 4, 4, 2], [4, 4, 4, 4, 1], [4, 4, 4, 4], [4, 4, 4, 3], [4, 4, 4, 2], [4, 4, 4, 1], [4, 6, 5], [4, 6, 4],
    ];

    /// <summary>The last group of the card's number that begins with this group; -1 where there is none.</summary>
    public static int LastGroup(NumberRun run, int first)
    {
        if (run.Groups[first].Length is >= Fewest and <= Most) return IsCard(run, first, first) ? first : -1;
        foreach (var shape in Shapes)
            if (HasShape(run, first, shape) && IsCard(run, first, first + shape.Length - 1))
                return first + shape.Length - 1;
        return -1;
    }

    private static bool HasShape(NumberRun run, int first, int[] shape)
    {
        if (first + shape.Length > run.Groups.Count) return false;
        for (var i = 0; i < shape.Length; i++)
            if (run.Groups[first + i].Length != shape[i] || (i > 0 && (run.Before(first + i).Length != 1 || run.Before(first + i)[0] is '.' or '/')))
                return false;
        return true;
    }

    private static bool IsCard(NumberRun run, int first, int last)
    {
        if (!run.CanEnd(last)) return false;
        var digits = run.Digits(first, last, stackalloc int[Most]);
        if (digits[0] is < 2 or > 6) return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)];
            sum += i % 2 == 0 ? digit : (digit * 2 / 10) + (digit * 2 % 10);
        }

        return sum % 10 == 0;
    }
}
