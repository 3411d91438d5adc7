using Attune.Web.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Attune.Web.Runs.Index;

/// <summary>The SQLite file of a run's index: its tables, and connections to it. Losing it costs the time to read the logs. Thread-safe.</summary>
internal sealed class IndexFile
{
    /// <summary>Another number begins every index anew.</summary>
    private const long Format = 2;

    private const string Tables = """
        CREATE TABLE progress (log TEXT PRIMARY KEY, place INTEGER NOT NULL, line INTEGER NOT NULL, broken INTEGER NOT NULL, witness TEXT NOT NULL);
        CREATE TABLE conditions (id INTEGER PRIMARY KEY, dataset TEXT NOT NULL, model TEXT NOT NULL, method TEXT NOT NULL, expression TEXT NOT NULL,
            context TEXT NOT NULL, task TEXT NOT NULL, preferences TEXT NOT NULL);
        CREATE TABLE trials (number INTEGER PRIMARY KEY, place INTEGER NOT NULL, length INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, condition INTEGER NOT NULL,
            user_id TEXT NOT NULL, query_id TEXT NOT NULL, form TEXT NOT NULL, outcome TEXT NOT NULL, accuracy REAL, awareness REAL, alignment REAL, quality REAL,
            turns INTEGER, in_prompt INTEGER, history_tokens INTEGER NOT NULL, usd REAL, cost REAL, attempts INTEGER NOT NULL, latency REAL NOT NULL);
        CREATE INDEX trials_of_user ON trials (user_id);
        CREATE INDEX trials_of_query ON trials (query_id, condition);
        CREATE VIRTUAL TABLE words USING fts5(text, content='');
        CREATE TABLE verdicts (number INTEGER PRIMARY KEY, place INTEGER NOT NULL, length INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, condition INTEGER NOT NULL,
            pair TEXT NOT NULL, evaluator TEXT NOT NULL, outcome TEXT NOT NULL, usd REAL, cost REAL);
        CREATE INDEX verdicts_of_pair ON verdicts (pair, condition, evaluator, outcome);
        CREATE TABLE contests (number INTEGER PRIMARY KEY, place INTEGER NOT NULL, length INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, a INTEGER NOT NULL, b INTEGER NOT NULL,
            pair TEXT NOT NULL, evaluator TEXT NOT NULL, said INTEGER NOT NULL, usd REAL, cost REAL);
        CREATE INDEX contests_of_pair ON contests (pair, a, b, evaluator, said);
        """;

    private readonly string _connection;

    public IndexFile(string path)
    {
        PrivateFiles.Create(path);
        _connection = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 30 }.ToString();
        using var connection = Open();
        connection.Execute("PRAGMA journal_mode = WAL");
        if (connection.ExecuteScalar<long>("PRAGMA user_version") != Format) Begin(connection);
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        connection.Execute("PRAGMA synchronous = OFF");
        return connection;
    }

    /// <summary>Empties it.</summary>
    public static void Begin(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var table in (string[])["progress", "conditions", "trials", "words", "verdicts", "contests"]) connection.Execute($"DROP TABLE IF EXISTS {table}", transaction: transaction);
        connection.Execute(Tables, transaction: transaction);
        connection.Execute($"PRAGMA user_version = {Format}", transaction: transaction);
        transaction.Commit();
    }
}
