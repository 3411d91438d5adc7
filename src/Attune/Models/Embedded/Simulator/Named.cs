namespace Attune.Models.Embedded.Simulator;

/// <summary>How a side of a preference is named: by its kind, and by concrete things of the kind.</summary>
internal static class Named
{
    private static readonly string[] Examples =
        ["{kind} such as {items}", "{kind} ({items}, say)", "{kind} ({items}, for one)", "{kind} ({items}, for instance)", "{kind} along the lines of {items}"];

    /// <summary>The things of a side, first those that come up in what people say of it without stating it.</summary>
    public static string[] ByMention(SeedSide side, IEnumerable<string> said, KeyedRandom random)
    {
        var words = said.SelectMany(Stems.Of).ToHashSet(StringComparer.Ordinal);
        return [.. random.Shuffle(side.Instances).OrderByDescending(i => Stems.Of(i).Any(words.Contains))];
    }

    /// <summary>What people say of the liked side of a seed without stating it.</summary>
    public static IEnumerable<string> SaidOfLiked(PreferenceSeed seed) => [.. seed.Hints.Liked, seed.Event.After];

    /// <summary>What people say of the disliked side.</summary>
    public static IEnumerable<string> SaidOfDisliked(PreferenceSeed seed) => [.. seed.Hints.Disliked, seed.Event.After];

    /// <summary>Fills a statement of a preference: each side by its kind and things of it, unless the frame names one in a place of its own.</summary>
    public static string State(string frame, PreferenceSeed seed, IReadOnlyList<string> liked, IReadOnlyList<string> disliked, KeyedRandom random) => frame.Fill(
        ("liked", frame.Contains("{liked_item}", StringComparison.Ordinal) ? seed.Liked.Name : WithExamples(seed.Liked, liked, random)),
        ("disliked", frame.Contains("{disliked_item}", StringComparison.Ordinal) ? seed.Disliked.Name : WithExamples(seed.Disliked, disliked, random)),
        ("liked_item", Listed(liked)), ("disliked_item", Listed(disliked)), ("reason", seed.Reason));

    private static string WithExamples(SeedSide side, IReadOnlyList<string> items, KeyedRandom random) => random.One(Examples).Fill(("kind", side.Name), ("items", Listed(items)));

    private static string Listed(IReadOnlyList<string> items) => items.Count == 1 ? items[0] : $"{string.Join(", ", items.SkipLast(1))} or {items[^1]}";
}
