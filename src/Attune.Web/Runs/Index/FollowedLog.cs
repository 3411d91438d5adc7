using Dapper;
using Microsoft.Data.Sqlite;

namespace Attune.Web.Runs.Index;

/// <summary>A log of a run, and how far it is in the index.</summary>
/// <param name="folder">The run.</param>
/// <param name="name">The log's file.</param>
/// <param name="writer">Puts its lines into tables, by a connection.</param>
internal sealed class FollowedLog(string folder, string name, Func<SqliteConnection, RowWriter> writer)
{
    /// <summary>Lines in one transaction: enough that the disk is not the bottleneck, few enough that readers see progress.</summary>
    private const int Batch = 2000;

    private readonly string _path = Path.Combine(folder, name);

    public long Size => new FileInfo(_path) is { Exists: true } log ? log.Length : 0;

    public LogProgress Progress(SqliteConnection connection) =>
        connection.QuerySingleOrDefault<LogProgress>("SELECT place, line, broken, witness FROM progress WHERE log = @name", new { name }) ?? new();

    /// <summary>Bytes that are not read yet, or all of them where it is another log.</summary>
    public long Left(SqliteConnection connection)
    {
        var (place, size) = (Progress(connection).Place, Size);
        return size >= place ? size - place : size;
    }

    /// <summary>Whether what is read of it is still how it begins.</summary>
    public bool IsSame(SqliteConnection connection)
    {
        var at = Progress(connection);
        if (at.Place == 0) return true;
        if (!File.Exists(_path)) return false;
        using var log = new LogTail(_path);
        return log.WitnessOf(at.Place) == at.Witness;
    }

    /// <summary>Reads what it has more than the index.</summary>
    public void CatchUp(SqliteConnection connection, CancellationToken cancellationToken)
    {
        if (!File.Exists(_path)) return;
        using var log = new LogTail(_path);
        var at = Progress(connection);
        if (log.Length == at.Place) return;
        using var rows = writer(connection);
        var transaction = connection.BeginTransaction();
        try
        {
            foreach (var (offset, line) in log.LinesFrom(at.Place))
            {
                var isWhole = rows.Write(line.Span, at.Line + 1, offset, transaction) || line.Span.Trim(" \r\t"u8).IsEmpty;
                at = at with { Place = offset + line.Length + 1, Line = at.Line + 1, Broken = at.Broken + (isWhole ? 0 : 1) };
                if (at.Line % Batch != 0) continue;
                Commit();
                cancellationToken.ThrowIfCancellationRequested();
                transaction = connection.BeginTransaction();
            }

            Commit();
        }
        finally
        {
            transaction.Dispose();
        }

        void Commit()
        {
            connection.Execute(
                "INSERT INTO progress VALUES (@name, @Place, @Line, @Broken, @witness) ON CONFLICT (log) DO UPDATE SET place = @Place, line = @Line, broken = @Broken, witness = @witness",
                new { name, at.Place, at.Line, at.Broken, witness = log.WitnessOf(at.Place) }, transaction);
            transaction.Commit();
            transaction.Dispose();
        }
    }
}
