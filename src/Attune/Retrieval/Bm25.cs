using Microsoft.Extensions.AI;

namespace Attune.Retrieval;

/// <summary>
/// Okapi BM25 over turns, user message and reply together (Robertson and Zaragoza, 2009), with
/// idf = ln(1 + (N - n + 0.5) / (n + 0.5)). Each distinct query word counts once. Thread-safe.
/// </summary>
/// <param name="k1">How fast repeated words stop adding.</param>
/// <param name="b">How much long turns are held back, 0 to 1.</param>
public sealed class Bm25(double k1 = 1.2, double b = 0.75) : ITurnRetriever
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<int>> FindAsync(
        string query, IReadOnlyList<ConversationTurn> turns, int count, CancellationToken cancellationToken = default)
    {
        var scores = Score(Words.Of(query), turns);
        return ValueTask.FromResult<IReadOnlyList<int>>([.. Top(scores, count).Select(s => s.Index)]);
    }

    /// <summary>One score a turn; 0 for a turn that shares no word with the query.</summary>
    internal double[] Score(IEnumerable<string> query, IReadOnlyList<ConversationTurn> turns)
    {
        var scores = new double[turns.Count];
        if (turns.Count == 0) return scores;
        var documents = turns.Select(t => (User: WordCounts.Of(t.User), Assistant: Reply(t.Assistant))).ToArray();
        var lengths = Array.ConvertAll(documents, d => d.User.Total + (d.Assistant?.Total ?? 0));
        var meanLength = Math.Max(lengths.Average(), 1);
        var frequencies = new int[turns.Count];
        foreach (var word in query.Distinct(StringComparer.Ordinal))
        {
            var holding = 0;
            for (var i = 0; i < documents.Length; i++)
            {
                frequencies[i] = documents[i].User[word] + (documents[i].Assistant?[word] ?? 0);
                if (frequencies[i] > 0) holding++;
            }

            if (holding == 0) continue;
            var idf = Math.Log(1 + (documents.Length - holding + 0.5) / (holding + 0.5));
            for (var i = 0; i < documents.Length; i++)
            {
                var f = frequencies[i];
                if (f > 0) scores[i] += idf * f * (k1 + 1) / (f + k1 * (1 - b + b * lengths[i] / meanLength));
            }
        }

        return scores;
    }

    /// <summary>The best-scored turns, best first, the earlier first among equals.</summary>
    internal static IEnumerable<(int Index, double Score)> Top(double[] scores, int count) =>
        scores.Select((score, index) => (index, score)).OrderByDescending(s => s.score).ThenBy(s => s.index).Take(count);

    private static WordCounts? Reply(ChatMessage? assistant) => assistant is null ? null : WordCounts.Of(assistant);
}
