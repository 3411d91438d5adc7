namespace Attune.Synthesis.Drafts.Answers;

/// <summary>One topic, from message to message.</summary>
internal sealed record ChunkAnswer(int BeginMessage, int EndMessage, string Topic, IReadOnlyList<string> PersonalProfile, IReadOnlyList<string> ResponseFormat);
