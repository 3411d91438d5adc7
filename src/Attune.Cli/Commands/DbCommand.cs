using System.CommandLine;
using System.Globalization;
using Attune.Cli.Output;
using Attune.Web.Storage;

namespace Attune.Cli.Commands;

internal static class DbCommand
{
    public static Command Create(Screen screen) => new("db", "Backs up the console's database, and restores it.")
    {
        One("backup", "Writes everything in the database to a file; the console may go on running.", """
            attune db backup console.jsonl
            attune db backup console.jsonl --db "Host=127.0.0.1;Database=attune;Username=attune"
            """, "A file that is not there yet. It holds what people wrote and the hashes of their passwords: keep it as safe as the database.",
            "backed up", ConsoleBackup.BackUpAsync, screen),
        One("restore", "Puts a backup into a database that holds nothing yet; of SQLite into PostgreSQL as well, and the other way round.", """
            attune db restore console.jsonl --db restored/console.db
            attune db restore console.jsonl --db "Host=127.0.0.1;Database=attune;Username=attune"
            """, "What 'attune db backup' wrote.", "restored", ConsoleBackup.RestoreAsync, screen),
    };

    private static DocumentedCommand One(
        string name, string summary, string examples, string about, string done,
        Func<string, string, CancellationToken, Task<IReadOnlyDictionary<string, long>>> act, Screen screen)
    {
        var file = new Argument<string>("file") { Description = about };
        var db = ServeCommand.Database();
        var command = new DocumentedCommand(name, summary, examples) { file, db };
        command.SetAction(async (parsed, token) =>
        {
            var rows = await act(parsed.GetRequiredValue(db), parsed.GetRequiredValue(file), token).ConfigureAwait(false);
            var sum = rows.Values.Sum();
            screen.Text($"{sum.ToString("N0", CultureInfo.InvariantCulture)} {(sum == 1 ? "row" : "rows")} of {rows.Count} tables {done}.\n");
            return Cli.Done;
        });
        return command;
    }
}
