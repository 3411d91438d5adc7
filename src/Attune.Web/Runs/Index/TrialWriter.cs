using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Attune.Web.Runs.Index;

/// <summary>Indexes <c>trials.jsonl</c>.</summary>
internal sealed class TrialWriter : RowWriter
{
    private readonly ConditionIds _conditions;
    private readonly SqliteCommand _words;

    public TrialWriter(SqliteConnection connection)
        : base(connection, "trials",
        [
            "number", "place", "length", "key", "condition", "user_id", "query_id", "form", "outcome", "accuracy", "awareness", "alignment", "quality", "turns", "in_prompt", "history_tokens", "usd", "cost",
            "attempts", "latency",
        ])
    {
        _conditions = new(connection);
        _words = connection.CreateCommand();
        _words.CommandText = "INSERT INTO words (rowid, text) VALUES ($number, $text)";
        _words.Parameters.Add(new("$number", null));
        _words.Parameters.Add(new("$text", null));
    }

    /// <inheritdoc/>
    /// <remarks>Words of an earlier line of the trial stay, and lead nowhere.</remarks>
    public override bool Write(ReadOnlySpan<byte> line, long number, long place, SqliteTransaction transaction)
    {
        if (Parse(line) is not { } trial) return false;
        Put(
            trial.Key,
            [
                number, place, line.Length, trial.Key, _conditions.Of(trial.Condition, transaction), trial.UserId, trial.QueryId, trial.Form ?? "", trial.Outcome,
                trial.Score("accuracy"), trial.Score("awareness"), trial.Score("alignment"), trial.Score("quality"),
                trial.Evidence?.Turns, trial.Evidence?.InPrompt, trial.HistoryTokens, trial.Cost.Usd, trial.Cost.AtLeastUsd, trial.AllAttempts, trial.LatencyMs,
            ],
            transaction);
        if ((trial.Answer ?? trial.Error) is not { Length: > 0 } text) return true;
        _words.Transaction = transaction;
        (_words.Parameters[0].Value, _words.Parameters[1].Value) = (number, text);
        _words.ExecuteNonQuery();
        return true;
    }

    public override void Dispose()
    {
        base.Dispose();
        _words.Dispose();
    }

    private static IndexedTrial? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, IndexJson.Default.IndexedTrial);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
