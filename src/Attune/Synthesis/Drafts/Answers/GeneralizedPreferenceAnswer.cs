using Attune.People;

namespace Attune.Synthesis.Drafts.Answers;

/// <summary>One generalized preference.</summary>
internal sealed record GeneralizedPreferenceAnswer(
    int Slot, string Field, string Subtopic, PreferenceType Type, IReadOnlyList<string> DerivedFrom, string InferReason, string Text, string Reason,
    IReadOnlyList<string> Liked, IReadOnlyList<string> Disliked);
