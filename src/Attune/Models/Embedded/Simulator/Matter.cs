namespace Attune.Models.Embedded.Simulator;

/// <summary>What the bank knows of the matter that a statement about a user belongs to.</summary>
/// <param name="Alternatives">What can hold of a user instead, the statement itself included where it is the bank's.</param>
/// <param name="Queries">Questions whose answer hangs on it.</param>
/// <param name="Seeds">Whose everyday questions go with it.</param>
internal sealed record Matter(IReadOnlyList<Alternative> Alternatives, IReadOnlyList<string> Queries, IReadOnlyList<PreferenceSeed> Seeds)
{
    private const double CueWeight = 3;
    private const double TopicWeight = 0.5;

    private static readonly Dictionary<Theme, Matter> OfThemes = Bank.Themes.ToDictionary(t => t, OfTheme);

    /// <summary>How much a word speaks for each theme: a cue more than a word of an alternative, one of few themes more than one of many.</summary>
    private static readonly Dictionary<string, List<(Theme Theme, double Weight)>> ByStem = Bank.Themes
        .SelectMany(t => t.Cues.SelectMany(Stems.Of).Distinct().Select(s => (Stem: s, Theme: t, Weight: CueWeight))
            .Concat(t.Alternatives.SelectMany(a => Stems.Of(a.Text)).Distinct().Select(s => (Stem: s, Theme: t, Weight: 1.0))))
        .GroupBy(w => w.Stem, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.GroupBy(w => w.Theme).Select(w => (w.Key, w.Max(x => x.Weight) / g.Select(x => x.Theme).Distinct().Count())).ToList(), StringComparer.Ordinal);

    /// <summary>By the things that it names if a seed of the bank has them, else by its words; what no word leads to has a matter drawn for its topic.</summary>
    public static Matter Of(SimulatedStatement statement)
    {
        if (SeedLookup.Of(statement.Facets) is { } seed) return OfSeeds([.. Bank.Seeds.Where(s => s.Field == seed.Field && s.Subtopic == seed.Subtopic)]);
        var own = OfThemes.Values.FirstOrDefault(m => m.Alternatives.Any(a => statement.Text.StartsWith(a.Statement.Text.TrimEnd('.'), StringComparison.Ordinal)));
        return own ?? OfThemes[Closest(statement)];
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

    private static Matter OfTheme(Theme theme) => new(
        [.. theme.Alternatives.Select(a => new Alternative(new($"The user {a.Text}.", NoTopic), a.Akin.SelectMany(Stems.Of).ToHashSet(StringComparer.Ordinal), DetailsOf(theme)))],
        theme.Queries,
        [.. Bank.Seeds.Where(s => theme.Field is null || s.Field == theme.Field)]);

    private static IReadOnlyList<string> DetailsOf(Theme theme) => theme.Details switch { null => Bank.PairTalk.Details, "style" => Bank.PairTalk.StyleDetails, _ => [] };

    private static Matter OfSeeds(List<PreferenceSeed> seeds) => new(
        [.. seeds.SelectMany(s => new[] { Stated(s.Liked, s.Disliked), Stated(s.Disliked, s.Liked) })], [.. seeds.Select(s => s.Query)], seeds);

    private static Alternative Stated(SeedSide liked, SeedSide disliked) => new(
        new($"The user prefers {liked.Name}, such as {liked.Instances[0]} or {liked.Instances[1]}, over {disliked.Name}.", NoTopic, new() { Liked = liked.Instances, Disliked = disliked.Instances }),
        new HashSet<string>(), []);

    private static People.Topic NoTopic { get; } = new() { Field = "", Subtopic = "" };
}
