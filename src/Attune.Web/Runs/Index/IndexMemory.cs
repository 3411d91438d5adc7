using Dapper;
using Microsoft.Data.Sqlite;

namespace Attune.Web.Runs.Index;

/// <summary>What was asked of an index before is known until the index grows. Thread-safe.</summary>
internal sealed class IndexMemory
{
    /// <summary>Answers that are remembered; an order of 100,000 trials is 400 KB of them.</summary>
    private const int Most = 8;

    private readonly Lock _gate = new();
    private (string At, Dictionary<string, object> Answers) _remembered = ("", []);

    /// <summary>The answer to a question, asked again only where the index has grown, or forgotten it.</summary>
    public T Of<T>(SqliteConnection connection, string question, Func<T> ask)
        where T : class
    {
        var at = connection.ExecuteScalar<string>("SELECT COALESCE(group_concat(log || place || witness), '') FROM progress") ?? "";
        lock (_gate)
        {
            if (_remembered.At != at) _remembered = (at, []);
            if (_remembered.Answers.TryGetValue(question, out var known)) return (T)known;
        }

        var answer = ask();
        lock (_gate)
        {
            if (_remembered.Answers.Count >= Most) _remembered.Answers.Clear();
            if (_remembered.At == at) _remembered.Answers[question] = answer;
        }

        return answer;
    }
}
