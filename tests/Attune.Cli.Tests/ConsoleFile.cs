using Microsoft.Data.Sqlite;

namespace Attune.Cli.Tests;

/// <summary>A look into a console's SQLite file from beside it.</summary>
internal static class ConsoleFile
{
    /// <summary>A number from a running or killed console's database.</summary>
    public static long Number(string file, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Every page of it is whole, and every reference leads somewhere.</summary>
    public static void ShouldBeWhole(string file)
    {
        Number(file, "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'").ShouldBe(0);
        Number(file, "SELECT COUNT(*) FROM pragma_foreign_key_check").ShouldBe(0);
    }

    /// <summary>Whether a word is in any file below a folder, a database among them, whatever it is called.</summary>
    public static bool Holds(string folder, string word) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any(f =>
    {
        using var stream = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(word)) >= 0;
    });
}
