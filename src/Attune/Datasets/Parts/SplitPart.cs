using System.Globalization;
using System.Text.RegularExpressions;

namespace Attune.Datasets.Parts;

/// <summary>One part of a split.</summary>
/// <param name="Name">Its name, which is also its folder's: letters, digits, '-', '_' and '.', not beginning with a dot.</param>
/// <param name="Share">Its share of the users, above 0.</param>
public sealed partial record SplitPart(string Name, double Share)
{
    private const string Example = "Write them as train=0.8,test=0.2";

    /// <summary>Reads <c>train=0.8,test=0.2</c>.</summary>
    /// <exception cref="BadInputException">It is not written so, a name occurs twice or is no plain word, a share is not above 0, or they do not add up to 1.</exception>
    public static IReadOnlyList<SplitPart> Parse(string parts)
    {
        SplitPart[] parsed = [.. parts.Split(',', StringSplitOptions.TrimEntries).Select(ParseOne)];
        if (parsed.Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() < parsed.Length)
            throw new BadInputException($"parts '{parts}'", "name a part twice", "Give each part a name of its own");
        var sum = parsed.Sum(p => p.Share);
        return Math.Abs(sum - 1) <= 0.01 + 1e-9
            ? parsed
            : throw new BadInputException($"parts '{parts}'", string.Create(CultureInfo.InvariantCulture, $"add up to {sum:0.###}"), "Make the shares add up to 1");
    }

    private static SplitPart ParseOne(string part)
    {
        var fields = part.Split('=', StringSplitOptions.TrimEntries);
        if (fields.Length != 2 || !double.TryParse(fields[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share))
            throw new BadInputException($"part '{part}'", "is no name and share", Example);
        if (!PlainName().IsMatch(fields[0]))
            throw new BadInputException($"part '{part}'", "has a name that makes no folder", "Use letters, digits, '-', '_' and '.'");
        return share > 0 ? new(fields[0], share) : throw new BadInputException($"part '{part}'", "has no share", Example);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]*\z")]
    private static partial Regex PlainName();
}
