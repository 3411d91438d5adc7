using Attune.Synthesis.Drafts.Answers;

namespace Attune.Synthesis.Mining;

/// <summary>Where chunks may lie: within the window and one chat, none over another.</summary>
internal static class ChunkRanges
{
    /// <summary>What is wrong with the ranges.</summary>
    /// <param name="chunks">In the order of their begins.</param>
    /// <param name="window">What the model saw.</param>
    public static IEnumerable<string> Faults(IReadOnlyList<ChunkAnswer> chunks, ChatWindow window)
    {
        var end = window.First - 1;
        foreach (var chunk in chunks)
        {
            var range = $"the chunk from {chunk.BeginMessage} to {chunk.EndMessage}";
            if (chunk.BeginMessage > chunk.EndMessage) yield return $"{range} ends before it begins";
            else if (chunk.BeginMessage < window.First || chunk.EndMessage > window.Last) yield return $"{range} lies outside the messages {window.First} to {window.Last}";
            else if (chunk.BeginMessage <= end) yield return $"{range} overlaps the one before it, which ends with {end}";
            else if (ChatOf(chunk.BeginMessage) != ChatOf(chunk.EndMessage)) yield return $"{range} begins in chat {ChatOf(chunk.BeginMessage)} and ends in chat {ChatOf(chunk.EndMessage)}; a chunk lies within one chat";
            end = Math.Max(end, chunk.EndMessage);
        }

        int ChatOf(int message) => window.Turns[message - window.First].Chat;
    }
}
