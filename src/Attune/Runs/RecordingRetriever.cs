using Attune.Retrieval;
using Microsoft.Extensions.AI;

namespace Attune.Runs;

/// <summary>Keeps what a method retrieves, so that evidence is judged by the turns themselves and not by their wording. For one trial.</summary>
internal sealed class RecordingRetriever(ITurnRetriever inner) : ITurnRetriever
{
    private readonly HashSet<ChatMessage> _found = new(ReferenceEqualityComparer.Instance);

    public bool Found(ChatMessage userMessage) => _found.Contains(userMessage);

    public async ValueTask<IReadOnlyList<int>> FindAsync(
        string query, IReadOnlyList<ConversationTurn> turns, int count, CancellationToken cancellationToken = default)
    {
        var closest = await inner.FindAsync(query, turns, count, cancellationToken).ConfigureAwait(false);
        foreach (var turn in closest) _found.Add(turns[turn].User);
        return closest;
    }
}
