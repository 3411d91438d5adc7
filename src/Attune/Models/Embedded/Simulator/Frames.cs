namespace Attune.Models.Embedded.Simulator;

/// <summary>Sentences with places for <c>{liked} {disliked} {liked_item} {disliked_item} {reason} {option}</c>; those of a preference by its type.</summary>
internal sealed record Frames(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Text,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Direct,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Contextual,
    IReadOnlyList<string> Acknowledge,
    IReadOnlyList<string> Follow,
    IReadOnlyList<string> TrueFalse,
    IReadOnlyList<string> Lead,
    IReadOnlyList<string> Close,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Infer);
