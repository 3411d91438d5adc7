namespace Attune.Synthesis.Drafts.Answers;

/// <summary>The topics of a window of chats, as asked for by <c>mine-chunks</c>.</summary>
internal sealed record ChunksAnswer(IReadOnlyList<ChunkAnswer> Chunks);
