using Attune.Web.Tests.Storage;

namespace Attune.Cli.Tests;

/// <summary>A test with a PostgreSQL server of its own; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Missing;
}
