using System.Text.Json;
using Attune.Datasets;

namespace Attune.Cli.Measures;

/// <summary>Records with named fields, as CSV whose header names them or as JSON lines. Other fields are ignored; a field that a record lacks is empty.</summary>
internal static class RecordsFile
{
    /// <summary>True where the file holds JSON objects, which begin with a brace.</summary>
    public static bool HoldsObjects(string path)
    {
        using var reader = new StreamReader(path);
        int next;
        do next = reader.Read();
        while (next >= 0 && char.IsWhiteSpace((char)next));
        return next == '{';
    }

    /// <summary>The records one by one, each as its place and the fields' values.</summary>
    /// <param name="path">The file.</param>
    /// <param name="required">Fields that a CSV file must have a column for.</param>
    /// <param name="optional">Fields that it may have one for.</param>
    /// <exception cref="BadInputException">The file is neither, or lacks a column.</exception>
    public static IEnumerable<CsvLine> Read(string path, string[] required, params string[] optional)
    {
        string[] fields = [.. required, .. optional];
        return HoldsObjects(CsvFile.Existing(path)) ? Objects(path, fields) : Rows(path, required, fields);
    }

    private static IEnumerable<CsvLine> Rows(string path, string[] required, string[] fields)
    {
        List<int>? columns = null;
        foreach (var line in CsvFile.Read(path))
        {
            if (columns is null) columns = Columns(line, required, fields);
            else yield return line with { Cells = columns.ConvertAll(c => c < 0 ? "" : line.Cells[c]) };
        }

        if (columns is null) throw new BadInputException(path, "is empty", $"Write a line that names the columns ({string.Join(',', fields)}), then a line for each record; or JSON lines with these fields");
    }

    private static List<int> Columns(CsvLine header, string[] required, string[] fields)
    {
        var names = header.Cells.Select(c => c.ToLowerInvariant()).ToList();
        if (required.FirstOrDefault(r => !names.Contains(r)) is { } missing)
            throw new BadInputException(header.Place, $"has no column '{missing}'", $"Let the first line name the columns: {string.Join(',', fields)}");
        return fields.FirstOrDefault(f => names.Count(n => n == f) > 1) is { } twice
            ? throw new BadInputException(header.Place, $"has two columns '{twice}'", "Name each column once")
            : [.. fields.Select(f => names.IndexOf(f))];
    }

    private static IEnumerable<CsvLine> Objects(string path, string[] fields)
    {
        using var stream = File.OpenRead(path);
        foreach (var (number, _, line) in JsonLines.Split(stream, path))
        {
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            var place = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}:{number}");
            yield return new(place, Values(line, fields, place));
        }
    }

    private static string[] Values(ReadOnlyMemory<byte> line, string[] fields, string place)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object) throw NoRecord("is not a JSON object");
            return Array.ConvertAll(fields, f => json.RootElement.TryGetProperty(f, out var value) ? Text(value, f) : "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is half a surrogate pair.
            throw NoRecord("is not valid JSON");
        }

        BadInputException NoRecord(string problem) => new(place, problem, $"Write one JSON object a line, with the fields {string.Join(", ", fields)}");

        string Text(JsonElement value, string field) => value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString()!.Trim(),
            _ => throw NoRecord($"holds no plain value at {field}"),
        };
    }
}
