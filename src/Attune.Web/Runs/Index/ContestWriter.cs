using System.Text.Json;
using Attune.Runs.Costs;
using Attune.Runs.Pairs;
using Microsoft.Data.Sqlite;

namespace Attune.Web.Runs.Index;

/// <summary>Indexes <c>contests.jsonl</c>.</summary>
internal sealed class ContestWriter(SqliteConnection connection) : RowWriter(connection, "contests", ["number", "place", "length", "key", "a", "b", "pair", "evaluator", "said", "usd", "cost"])
{
    private readonly ConditionIds _conditions = new(connection);

    public override bool Write(ReadOnlySpan<byte> line, long number, long place, SqliteTransaction transaction)
    {
        if (Parse(line) is not { } contest) return false;
        var cost = Cost.Of(contest);
        Put(
            contest.Key,
            [
                number, place, line.Length, contest.Key, _conditions.Of(contest.A, transaction), _conditions.Of(contest.B, transaction), contest.PairId, contest.Evaluator,
                contest.Orders.Count, cost.Usd, cost.AtLeastUsd,
            ],
            transaction);
        return true;
    }

    private static ContestRecord? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AttuneJson.Lines.ContestRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
