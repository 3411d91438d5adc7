using System.Text.Json;
using Attune.Runs.Costs;
using Attune.Runs.Pairs;
using Microsoft.Data.Sqlite;

namespace Attune.Web.Runs.Index;

/// <summary>Indexes <c>verdicts.jsonl</c>.</summary>
internal sealed class VerdictWriter(SqliteConnection connection) : RowWriter(connection, "verdicts", ["number", "place", "length", "key", "condition", "pair", "evaluator", "outcome", "usd", "cost"])
{
    private readonly ConditionIds _conditions = new(connection);

    public override bool Write(ReadOnlySpan<byte> line, long number, long place, SqliteTransaction transaction)
    {
        if (Parse(line) is not { } verdict) return false;
        var cost = Cost.Of(verdict);
        Put(
            verdict.Key,
            [number, place, line.Length, verdict.Key, _conditions.Of(verdict.Condition, transaction), verdict.PairId, verdict.Evaluator, PairOutcome.Of(verdict), cost.Usd, cost.AtLeastUsd],
            transaction);
        return true;
    }

    private static VerdictRecord? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AttuneJson.Lines.VerdictRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
