using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Attune.Web.Storage;

/// <summary>Puts a <see cref="Backup"/> into a database that holds nothing yet: all of it, or none.</summary>
internal sealed class Restoration(Database database, string file)
{
    private readonly SortedDictionary<string, long> _rows = new(StringComparer.Ordinal);

    private bool _begun;

    /// <returns>Rows by table.</returns>
    /// <exception cref="BadInputException">It is no backup, is damaged, is of a newer Attune, or the database is not empty.</exception>
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(TextReader lines, CancellationToken cancellationToken = default)
    {
        var head = ReadHead(await lines.ReadLineAsync(cancellationToken));
        await database.CreateAsync(cancellationToken);
        await database.WriteAsync(async t =>
        {
            // The file's lines are read once.
            if (_begun) throw new BadInputException(database.Place, "is being written to by another process", "End the console that uses it, then restore again; nothing was restored");
            _begun = true;

            // An older backup goes into the tables of its time, which then come up to date with their rows.
            await CheckEmptyAsync(t);
            await Migrations.ApplyAsync(database, t, database.Known.Where(m => head.Contains(m.Number)));
            await ReadTablesAsync(t, lines);
            await database.SettleAsync(t);
            await Migrations.ApplyAsync(database, t, database.Known);
        }, cancellationToken);
        return _rows;
    }

    private HashSet<long> ReadHead(string? line)
    {
        try
        {
            using var head = JsonDocument.Parse(line ?? "");
            if (head.RootElement.GetProperty("format").GetString() != Backup.Format) throw NoBackup(1);
            var numbers = head.RootElement.GetProperty("migrations").EnumerateArray().Select(n => n.GetInt64()).ToHashSet();
            Migrations.Check(file, numbers, database.Known);
            return numbers;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw NoBackup(1);
        }
    }

    private async Task CheckEmptyAsync(Transaction t)
    {
        foreach (var table in (await database.TablesAsync(t)).Where(n => n != "migrations"))
            if (await t.NumberAsync($"SELECT COUNT(*) FROM {table}") > 0)
                throw new BadInputException(database.Place, $"holds something already (rows in {table})", "Restore into a database that is new: give another --db, or move that one away");
    }

    private async Task ReadTablesAsync(Transaction t, TextReader lines)
    {
        var tables = (await database.TablesAsync(t)).ToHashSet(StringComparer.Ordinal);
        DbCommand? insert = null;
        var table = "";
        for (var number = 2; await lines.ReadLineAsync(t.Cancellation) is { } line; number++)
        {
            using var json = Parse(line, number);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                if (insert is not null) await insert.DisposeAsync();
                (table, insert) = await BeginTableAsync(t, json.RootElement, tables, number);
                _rows[table] = 0;
            }
            else
            {
                await InsertAsync(insert, json.RootElement, number, t.Cancellation);
                _rows[table]++;
            }
        }

        if (insert is not null) await insert.DisposeAsync();
    }

    private async Task<(string Table, DbCommand Insert)> BeginTableAsync(Transaction t, JsonElement head, HashSet<string> tables, int line)
    {
        // Names are looked up, never taken from the file into a statement.
        if (!head.TryGetProperty("table", out var name) || !tables.TryGetValue(name.ToString(), out var table) || !head.TryGetProperty("columns", out var columns) || columns.ValueKind != JsonValueKind.Array)
            throw Damaged(line, "names a table that this Attune does not have");
        var known = await ColumnsAsync(t, table);
        var names = columns.EnumerateArray().Select(c => known.TryGetValue(c.ToString(), out var column) ? column : throw Damaged(line, $"names a column that {table} does not have")).ToList();
        var insert = t.Command($"INSERT INTO {table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select((_, i) => $"@v{i.ToString(CultureInfo.InvariantCulture)}"))})");
        for (var i = 0; i < names.Count; i++)
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = "v" + i.ToString(CultureInfo.InvariantCulture);
            insert.Parameters.Add(parameter);
        }

        return (table, insert);
    }

    private static async Task<HashSet<string>> ColumnsAsync(Transaction t, string table)
    {
        await using var command = t.Command($"SELECT * FROM {table} WHERE 1 = 0");
        await using var reader = await command.ExecuteReaderAsync(t.Cancellation);
        return Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToHashSet(StringComparer.Ordinal);
    }

    private async Task InsertAsync(DbCommand? insert, JsonElement row, int line, CancellationToken cancellationToken)
    {
        if (insert is null || row.ValueKind != JsonValueKind.Array || row.GetArrayLength() != insert.Parameters.Count) throw Damaged(line, "is no row of its table");
        for (var i = 0; i < insert.Parameters.Count; i++) insert.Parameters[i].Value = Value(row[i], line);
        try
        {
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (DbException e)
        {
            throw Damaged(line, $"does not fit its table ({e.Message.TrimEnd('.')})");
        }
    }

    private object Value(JsonElement value, int line) => value.ValueKind switch
    {
        JsonValueKind.Null => DBNull.Value,
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number when value.TryGetInt64(out var number) && !value.GetRawText().AsSpan().ContainsAny(".Ee") => number,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Object when value.TryGetProperty("base64", out var bytes) && bytes.TryGetBytesFromBase64(out var content) => content,
        _ => throw Damaged(line, "holds a value that no row can have"),
    };

    private JsonDocument Parse(string line, int number)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            throw Damaged(number, "is no JSON");
        }
    }

    private BadInputException NoBackup(int line) => new($"{file}:{line}", "is no backup of a console", "Give a file that 'attune db backup' wrote");

    private BadInputException Damaged(int line, string problem) => new($"{file}:{line}", problem, "The backup is damaged; nothing was restored. Use another");
}
