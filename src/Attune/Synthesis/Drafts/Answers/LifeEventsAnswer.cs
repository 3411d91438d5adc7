namespace Attune.Synthesis.Drafts.Answers;

/// <summary>A life, as asked for by <c>generate-life-events</c>.</summary>
internal sealed record LifeEventsAnswer(IReadOnlyList<LifeEventAnswer> LifeEvents);
