using Dapper;
using Microsoft.Data.Sqlite;

namespace Attune.Web.Runs.Index;

/// <summary>What an index was asked before, known until it grows. Thread-safe.</summary>
internal sealed class IndexMemory
{
    /// <summary>Answers that are kept, the newest; an order of 100,000 trials is 800 KB of them.</summary>
    private const int Most = 8;

    private readonly Lock _gate = new();
    private (string At, OrderedDictionary<string, object> Answers) _known = ("", []);

    /// <summary>The answer to a question: the one that was given before, or a new one.</summary>
    /// <param name="connection">To the index.</param>
    /// <param name="question">Tells questions apart.</param>
    /// <param name="ask">Finds the answer.</param>
    public T Answer<T>(SqliteConnection connection, string question, Func<T> ask)
        where T : class
    {
        var at = connection.ExecuteScalar<string?>("SELECT group_concat(log || ' ' || place || ' ' || witness) FROM (SELECT log, place, witness FROM progress ORDER BY log)") ?? "";
        lock (_gate)
        {
            if (_known.At != at) _known = (at, []);
            if (_known.Answers.TryGetValue(question, out var known)) return (T)known;
        }

        var answer = ask();
        lock (_gate)
        {
            if (_known.At != at) return answer;
            if (_known.Answers.Count >= Most) _known.Answers.RemoveAt(0);
            _known.Answers[question] = answer;
        }

        return answer;
    }
}
