namespace Attune.Models.Embedded.Simulator;

/// <summary>What the bank knows of the matter that a statement about a user belongs to.</summary>
/// <param name="Alternatives">What can hold of a user instead, the statement itself included where it is the bank's.</param>
/// <param name="Queries">Questions whose answer hangs on it.</param>
/// <param name="Openings">Everyday questions of the area.</param>
internal sealed record Matter(IReadOnlyList<SimulatedStatement> Alternatives, IReadOnlyList<string> Queries, IReadOnlyList<string> Openings)
{
    private const double CueWeight = 3;
    private const double TopicWeight = 0.5;

    private static readonly Dictionary<string, Theme> ByText =
        Bank.Themes.SelectMany(t => t.Alternatives.Select(a => (Text: Sentence(a), Theme: t))).ToDictionary(a => a.Text, a => a.Theme, StringComparer.Ordinal);

    /// <summary>How much a word speaks for each theme: a cue more than a word of an alternative, one of few themes more than one of many.</summary>
    private static readonly Dictionary<string, List<(Theme Theme, double Weight)>> ByStem = Bank.Themes
        .SelectMany(t => t.Cues.SelectMany(Stems.Of).Distinct().Select(s => (Stem: s, Theme: t, Weight: CueWeight))
            .Concat(t.Alternatives.SelectMany(Stems.Of).Distinct().Select(s => (Stem: s, Theme: t, Weight: 1.0))))
        .GroupBy(w => w.Stem, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.GroupBy(w => w.Theme).Select(w => (w.Key, w.Max(x => x.Weight) / g.Select(x => x.Theme).Distinct().Count())).ToList(), StringComparer.Ordinal);

    /// <summary>By the things that it names if a seed of the bank has them, else by its words; what no word leads to has a matter for its topic drawn.</summary>
    public static Matter Of(SimulatedStatement statement)
    {
        if (SeedLookup.Of(statement.Facets) is { } seed) return OfSeeds([.. Bank.Seeds.Where(s => s.Field == seed.Field && s.Subtopic == seed.Subtopic)]);
        return OfTheme(ByText.GetValueOrDefault(statement.Text) ?? Closest(statement));
    }

    private static Theme Closest(SimulatedStatement statement)
    {
        var scores = new Dictionary<Theme, double>();
        Count(statement.Text, 1);
        Count($"{statement.Topic.Field} {statement.Topic.Subtopic}", TopicWeight);
        return scores.Count > 0
            ? Bank.Themes.MaxBy(t => scores.GetValueOrDefault(t))!
            : new KeyedRandom(0, "theme", statement.Topic.ToString()).One(Bank.Themes);

        void Count(string text, double share)
        {
            foreach (var (theme, weight) in Stems.Of(text).Distinct().SelectMany(s => ByStem.GetValueOrDefault(s) ?? []))
                scores[theme] = scores.GetValueOrDefault(theme) + (share * weight);
        }
    }

    private static Matter OfTheme(Theme theme) =>
        new([.. theme.Alternatives.Select(a => new SimulatedStatement(Sentence(a), new() { Field = "", Subtopic = "" }))], theme.Queries, theme.Openings);

    private static Matter OfSeeds(List<PreferenceSeed> seeds) => new(
        [.. seeds.SelectMany(s => new[] { Stated(s.Liked, s.Disliked), Stated(s.Disliked, s.Liked) })],
        [.. seeds.Select(s => s.Query)],
        [.. seeds.SelectMany(s => Bank.Talk[s.Id].Opening.Append(s.Opening))]);

    private static SimulatedStatement Stated(SeedSide liked, SeedSide disliked) => new(
        $"The user prefers {liked.Name}, such as {liked.Instances[0]} or {liked.Instances[1]}, over {disliked.Name}.",
        new() { Field = "", Subtopic = "" }, new() { Liked = liked.Instances, Disliked = disliked.Instances });

    private static string Sentence(string predicate) => $"The user {predicate}.";
}
