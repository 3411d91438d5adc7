using System.Reflection;

namespace Attune.Web.Storage;

/// <summary>The numbered scripts that make the tables. A script that was released is never changed; its number is never given again.</summary>
internal static class Migrations
{
    private const string Folder = "migrations/";

    private const string Lock = "migrations";

    private const string Log = "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)";

    /// <summary>All that this program knows, by number.</summary>
    public static IReadOnlyList<Migration> Known { get; } = Read();

    /// <summary>Applies those that are missing, in the order of their numbers. Several processes at once apply each of them once.</summary>
    /// <exception cref="BadInputException">The database has one that this program does not know.</exception>
    public static async Task ApplyAsync(Database database, Transaction transaction, IEnumerable<Migration> wanted)
    {
        await transaction.AloneAsync(Lock);
        await transaction.ExecuteAsync(database.Translate(Log));
        var applied = await AppliedAsync(transaction);
        Check(database.Place, applied, database.Known);
        foreach (var migration in wanted.Where(m => !applied.Contains(m.Number)).OrderBy(m => m.Number))
        {
            await transaction.ExecuteAsync(database.Translate(migration.Script));
            await transaction.ExecuteAsync(
                "INSERT INTO migrations (number, name, applied_at) VALUES (@Number, @Name, @Now)",
                new { migration.Number, migration.Name, Now = DateTimeOffset.UtcNow });
        }
    }

    public static async Task<IReadOnlySet<long>> AppliedAsync(Transaction transaction) =>
        (await transaction.QueryAsync<long>("SELECT number FROM migrations")).ToHashSet();

    /// <exception cref="BadInputException">One of them is unknown.</exception>
    public static void Check(string place, IEnumerable<long> numbers, IEnumerable<Migration> known)
    {
        if (numbers.Except(known.Select(m => m.Number)).Order().ToList() is [var newer, ..])
            throw new BadInputException(place, $"is of a newer Attune (it has migration {newer}, which this one does not know)", "Use the newer Attune, or another --db");
    }

    private static List<Migration> Read()
    {
        var assembly = typeof(Migrations).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .Select(n => Migration.Of(n[Folder.Length..^".sql".Length], Text(assembly, n)))
            .OrderBy(m => m.Number)];
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
