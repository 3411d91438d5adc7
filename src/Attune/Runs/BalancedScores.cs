using Attune.Judging;

namespace Attune.Runs;

/// <summary>Draws answers so that rare scores come up: a judge is checked where it says 1 and 5, not only where it always says 4.</summary>
internal static class BalancedScores
{
    /// <summary>The scores of all dimensions as digits; null where one is missing.</summary>
    public static string? LevelsOf(IReadOnlyDictionary<string, double> scores)
    {
        var levels = string.Concat(Judge.Dimensions.Select(d => scores.TryGetValue(Word.Of(d), out var score) ? (char)('0' + (int)score) : '?'));
        return levels.Contains('?', StringComparison.Ordinal) ? null : levels;
    }

    /// <summary>
    /// One answer after the other, each of those levels that have come up least so far, summed over the dimensions; among equal ones by lot.
    /// Answers without levels come when there are no others.
    /// </summary>
    /// <param name="answers">Names and <see cref="LevelsOf"/>, in a stable order.</param>
    /// <param name="count">How many.</param>
    /// <param name="random">The lot.</param>
    public static IReadOnlyList<string> Draw(IReadOnlyList<(string Name, string? Levels)> answers, int count, KeyedRandom random)
    {
        var stock = random.Shuffle(answers).ToLookup(a => a.Levels is not null);
        var byLevels = stock[true].GroupBy(a => a.Levels!).Select(g => (Levels: g.Key, Names: new Queue<string>(g.Select(a => a.Name)))).ToList();
        var drawn = new List<string>();
        var seen = new Dictionary<(int Dimension, char Level), int>();
        while (drawn.Count < count && byLevels.Count > 0)
        {
            var (levels, names) = byLevels.MinBy(s => s.Levels.Index().Sum(l => seen.GetValueOrDefault(l)));
            drawn.Add(names.Dequeue());
            foreach (var level in levels.Index()) seen[level] = seen.GetValueOrDefault(level) + 1;
            if (names.Count == 0) byLevels.RemoveAll(s => s.Levels == levels);
        }

        return [.. drawn, .. stock[false].Take(count - drawn.Count).Select(a => a.Name)];
    }
}
