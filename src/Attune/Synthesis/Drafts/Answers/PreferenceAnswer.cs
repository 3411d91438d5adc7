using Attune.People;

namespace Attune.Synthesis.Drafts.Answers;

/// <summary>One original preference.</summary>
internal sealed record PreferenceAnswer(
    int Slot, string Field, string Subtopic, PreferenceType Type, string Text, string Reason, EventAnswer Event, IReadOnlyList<string> Liked, IReadOnlyList<string> Disliked);
