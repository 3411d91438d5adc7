using Attune.Questions;

namespace Attune.Synthesis.Pairs;

/// <summary>A user, those who hold the opposites of their preferences, and the pairs between them. Without pairs, none of them is in the dataset.</summary>
internal sealed record MadeGroup(IReadOnlyList<MadeSide> Sides, IReadOnlyList<PreferencePair> Pairs, IReadOnlyList<SetAside> SetAside);
