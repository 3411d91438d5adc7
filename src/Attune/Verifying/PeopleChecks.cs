using Attune.Questions;

namespace Attune.Verifying;

/// <summary>The pairs of a dataset as people choose their queries in a round: chosen here, and logged here beside what was chosen in the terminal.</summary>
internal static class PeopleChecks
{
    private const string Model = "model:";

    /// <summary>Pairs to check, those that the fewest people have decided about first; among equal ones by lot.</summary>
    /// <param name="checks">The dataset's.</param>
    /// <param name="count">How many; fewer come back where there are no more.</param>
    /// <param name="key">Names the draw.</param>
    public static IReadOnlyList<ShownPair> Choose(PairChecks checks, int count, string key) =>
        [.. new KeyedRandom(0, "people check", key).Shuffle(checks.Pairs).OrderBy(p => checks.Of(p).Count).Take(count).Select(p => Shown(checks, p))];

    /// <summary>Logs what people chose in a round, in the place of what was logged of it before. What has been made again since is left out.</summary>
    /// <param name="checks">The dataset's.</param>
    /// <param name="round">The round's id; people go by it, for the first annotator of two rounds is not the same.</param>
    /// <param name="choices">All that was chosen in it.</param>
    /// <returns>Lines that were written, and choices that were left out.</returns>
    /// <exception cref="BadInputException">The log cannot be written.</exception>
    public static (int Lines, int Outdated) Write(PairChecks checks, string round, IReadOnlyCollection<PersonChoice> choices)
    {
        var pairs = checks.Pairs.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var (lines, kept) = (0, new HashSet<(string Pair, string By)>());
        foreach (var choice in choices)
        {
            if (!pairs.TryGetValue(choice.Pair.PairId, out var pair) || checks.ShownOf(pair) != choice.Pair.Shown) continue;
            var by = ShownPairs.By($"{choice.Person}@{round}");
            kept.Add((pair.Id, by));
            var note = choice.Comment.Length > 0 ? choice.Comment : null;
            if (checks.Of(pair).Any(d => d.By == by && d.Choice == choice.Choice && d.Note == note)) continue;
            checks.Decide(pair, by, choice.Choice, note);
            lines++;
        }

        return (lines + TakeBack(checks, round, kept), choices.Count - kept.Count);
    }

    /// <summary>Takes what people no longer say in a round out of a dataset's log, with their notes.</summary>
    /// <param name="folder">The dataset's folder.</param>
    /// <param name="round">The round's id.</param>
    /// <returns>Lines that went.</returns>
    /// <exception cref="BadInputException">The log cannot be read or written.</exception>
    public static int Erase(string folder, string round) => new CheckLog(folder).Erase(by => by.EndsWith($"@{round}", StringComparison.Ordinal));

    private static int TakeBack(PairChecks checks, string round, HashSet<(string Pair, string By)> kept)
    {
        List<(PreferencePair Pair, string By)> gone =
        [
            .. from pair in checks.Pairs
               from decided in checks.Of(pair)
               where decided.By.EndsWith($"@{round}", StringComparison.Ordinal) && !kept.Contains((pair.Id, decided.By))
               select (pair, decided.By),
        ];
        foreach (var (pair, by) in gone) checks.Decide(pair, by, null);
        return gone.Count;
    }

    private static ShownPair Shown(PairChecks checks, PreferencePair pair) => new()
    {
        PairId = pair.Id,
        Shown = checks.ShownOf(pair),
        PreferenceA = checks.A(pair).Text,
        PreferenceB = checks.B(pair).Text,
        Candidates = ShownPairs.Candidates(pair),
        ModelChose = pair.Checks.FirstOrDefault(c => c.By.StartsWith(Model, StringComparison.Ordinal))?.Choice,
    };
}
