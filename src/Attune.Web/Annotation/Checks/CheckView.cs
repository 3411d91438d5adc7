using Attune.Verifying;

namespace Attune.Web.Annotation.Checks;

/// <summary>A preference pair as who chooses its query sees it. What a model chose is not shown: it would be followed.</summary>
/// <param name="Preferences">What the two users want.</param>
/// <param name="Queries">The candidates with their numbers in the dataset, in the order in which they are shown.</param>
public sealed record CheckView(IReadOnlyList<string> Preferences, IReadOnlyList<(int Number, string Text)> Queries)
{
    internal static CheckView Of(ShownPair pair, bool swapped)
    {
        var queries = pair.Candidates.Select((text, i) => (i + 1, text));
        return new([pair.PreferenceA, pair.PreferenceB], [.. swapped ? queries.Reverse() : queries]);
    }
}
