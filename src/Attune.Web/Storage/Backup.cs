using System.Text.Json;

namespace Attune.Web.Storage;

/// <summary>
/// A database as JSON lines that can be put into any other, on either server: a head with the migrations that it has, then for each table
/// its name and columns, and its rows as lists. Tables stand after those that they refer to. docs/serve.md shows it.
/// </summary>
internal static class Backup
{
    public const string Format = "attune-console/1";

    /// <summary>Writes one snapshot, while others go on working.</summary>
    /// <returns>Rows by table.</returns>
    public static Task<IReadOnlyDictionary<string, long>> WriteAsync(Database database, Stream stream, TimeProvider clock, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyDictionary<string, long>>(async t =>
        {
            var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
            await using var json = new Utf8JsonWriter(stream, new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("made_at", UtcText.Of(clock.GetUtcNow()));
            json.WriteStartArray("migrations");
            foreach (var number in (await Migrations.AppliedAsync(t)).Order()) json.WriteNumberValue(number);
            json.WriteEndArray();
            json.WriteEndObject();
            await EndLineAsync(json, stream, cancellationToken);
            foreach (var table in (await database.TablesAsync(t)).Where(n => n != "migrations")) rows[table] = await WriteTableAsync(t, table, json, stream);
            await json.FlushAsync(cancellationToken);
            return rows;
        }, cancellationToken);

    private static async Task<long> WriteTableAsync(Transaction t, string table, Utf8JsonWriter json, Stream stream)
    {
        await using var command = t.Command($"SELECT * FROM {table}");
        await using var reader = await command.ExecuteReaderAsync(t.Cancellation);
        json.WriteStartObject();
        json.WriteString("table", table);
        json.WriteStartArray("columns");
        for (var i = 0; i < reader.FieldCount; i++) json.WriteStringValue(reader.GetName(i));
        json.WriteEndArray();
        json.WriteEndObject();
        await EndLineAsync(json, stream, t.Cancellation);
        long count = 0;
        for (; await reader.ReadAsync(t.Cancellation); count++)
        {
            json.WriteStartArray();
            for (var i = 0; i < reader.FieldCount; i++) WriteValue(json, reader.GetValue(i));
            json.WriteEndArray();
            await EndLineAsync(json, stream, t.Cancellation);
        }

        return count;
    }

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case DBNull: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: WriteDouble(json, number); break;
            case byte[] bytes:
                json.WriteStartObject();
                json.WriteBase64String("base64", bytes);
                json.WriteEndObject();
                break;
            default: throw new NotSupportedException($"A column of type {value.GetType().Name} has no place in a backup. Use TEXT, BIGINT, DOUBLE PRECISION or BYTEA.");
        }
    }

    /// <summary>Whole numbers keep a point, so that they are read as what they were.</summary>
    private static void WriteDouble(Utf8JsonWriter json, double number)
    {
        var text = number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        json.WriteRawValue(text.AsSpan().ContainsAny(".Ee") ? text : text + ".0");
    }

    private static async ValueTask EndLineAsync(Utf8JsonWriter json, Stream stream, CancellationToken cancellationToken)
    {
        await json.FlushAsync(cancellationToken);
        json.Reset();
        stream.WriteByte((byte)'\n');
    }
}
