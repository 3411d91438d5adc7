using System.Text.RegularExpressions;
using Npgsql;

namespace Attune.Web.Storage;

/// <summary>Others may write at the same time.</summary>
internal sealed partial class PostgresTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    : Transaction(connection, transaction, cancellationToken)
{
    /// <summary>Held until the transaction ends.</summary>
    public const string Lock = "SELECT pg_advisory_xact_lock(hashtext(@lockName))";

    public override Task AloneAsync(string name) => ExecuteAsync(Lock, new { lockName = LockName(name) });

    /// <summary>Other programs may use the same database.</summary>
    public static string LockName(string name) => "attune " + name;

    /// <summary>A list is handed over as an array, which <c>IN</c> does not take.</summary>
    public static string InOurWords(string sql) =>
        sql.Contains(" IN @", StringComparison.Ordinal) ? InList().Replace(NotInList().Replace(sql, " <> ALL($1)"), " = ANY($1)") : sql;

    protected override string Translate(string sql) => InOurWords(sql);

    [GeneratedRegex(@" NOT IN (@\w+)")]
    private static partial Regex NotInList();

    [GeneratedRegex(@" IN (@\w+)")]
    private static partial Regex InList();
}
