using Attune.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Attune.Web.Runs.Index;

/// <summary>The numbers by which tables of the index name conditions. For one connection.</summary>
internal sealed class ConditionIds(SqliteConnection connection)
{
    private readonly Dictionary<Condition, long> _known = connection.Query<TrialRow>("SELECT id AS number, * FROM conditions").ToDictionary(
        c => new Condition { Dataset = c.Dataset, Model = c.Model, Method = c.Method, Expression = c.Expression, Context = c.Context, Task = c.Task, Preferences = c.Preferences }, c => c.Number);

    /// <summary>The number of a condition; a new one gets its own.</summary>
    public long Of(Condition given, SqliteTransaction transaction)
    {
        var condition = given with { Expression = given.Expression ?? "", Context = given.Context ?? "" };
        if (_known.TryGetValue(condition, out var id)) return id;
        return _known[condition] = connection.ExecuteScalar<long>(
            "INSERT INTO conditions (dataset, model, method, expression, context, task, preferences) VALUES (@Dataset, @Model, @Method, @Expression, @Context, @Task, @Preferences); SELECT last_insert_rowid()",
            condition, transaction);
    }
}
