namespace Attune.Retrieval;

/// <summary>Finds the turns that come closest to a query. Implementations are thread-safe.</summary>
public interface ITurnRetriever
{
    /// <summary>The indices of the closest turns, closest first; ties go to the earlier turn.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="turns">Where to look.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    ValueTask<IReadOnlyList<int>> FindAsync(
        string query, IReadOnlyList<ConversationTurn> turns, int count, CancellationToken cancellationToken = default);
}
