namespace Attune.Web.Storage;

/// <summary>The console's database in a file, and back. The format is one for both servers, so a backup of either goes into either.</summary>
public static class ConsoleBackup
{
    /// <summary>Writes everything in the database to a file that its owner alone can read; written aside and renamed. The console may go on running.</summary>
    /// <param name="db">As <c>ConsoleOptions.Db</c>.</param>
    /// <param name="file">Must not exist.</param>
    /// <param name="cancellationToken">Gives up; nothing is left.</param>
    /// <returns>Rows by table.</returns>
    /// <exception cref="BadInputException">The database can't be used, or the file can't be written.</exception>
    public static async Task<IReadOnlyDictionary<string, long>> BackUpAsync(string db, string file, CancellationToken cancellationToken = default)
    {
        if (File.Exists(file)) throw new BadInputException(file, "is there already", "Give another name");
        if (Database.IsFile(db) && !File.Exists(db)) throw new BadInputException(db, "no such database", "Give the --db that 'attune serve' uses");
        await using var database = Database.Of(db);
        await database.OpenAsync(cancellationToken);
        var aside = file + ".partial";
        try
        {
            IReadOnlyDictionary<string, long> rows;
            await using (var stream = PrivateFiles.Open(aside, FileMode.Create)) rows = await Backup.WriteAsync(database, stream, TimeProvider.System, cancellationToken);
            File.Move(aside, file);
            return rows;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(file, $"cannot be written: {e.Message.TrimEnd('.')}", "Free space there, make it writable, or give another name");
        }
        finally
        {
            if (File.Exists(aside)) File.Delete(aside);
        }
    }

    /// <summary>Puts a backup into a database that holds nothing yet: all of it, or none.</summary>
    /// <param name="db">As <c>ConsoleOptions.Db</c>; a file is made where it is missing.</param>
    /// <param name="file">What <see cref="BackUpAsync"/> wrote.</param>
    /// <param name="cancellationToken">Gives up; nothing is changed.</param>
    /// <returns>Rows by table.</returns>
    /// <exception cref="BadInputException">The backup is missing, damaged or of a newer Attune, or the database can't be used or is not empty.</exception>
    public static async Task<IReadOnlyDictionary<string, long>> RestoreAsync(string db, string file, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file)) throw new BadInputException(file, "no such file", "Give a file that 'attune db backup' wrote");
        await using var database = Database.Of(db);
        using var lines = new StreamReader(file);
        return await new Restoration(database, file).ReadAsync(lines, cancellationToken);
    }
}
