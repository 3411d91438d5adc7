using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Attune.Datasets;

/// <summary>Reads JSON-lines files as a stream: one record in memory at a time, every broken line reported, blank ones skipped.</summary>
internal static class JsonLines
{
    /// <summary>A longer line is refused: only a real chat with a whole book in one message comes near it, and a hostile file must not fill the memory.</summary>
    public const int LongestLine = 256 << 20;

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    public static IEnumerable<JsonLine<T>> Read<T>(Stream stream, string file, JsonTypeInfo<T> type)
        where T : class
    {
        foreach (var (number, offset, line) in Split(stream, file))
        {
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            yield return Parse(line.Span, file, number, offset, type);
        }
    }

    public static JsonLine<T> Parse<T>(ReadOnlySpan<byte> line, string file, int number, long offset, JsonTypeInfo<T> type)
        where T : class
    {
        if (!Utf8.IsValid(line)) return Broken(("holds bytes that are not UTF-8", "Save the file as UTF-8"));
        try
        {
            var value = JsonSerializer.Deserialize(line, type);
            if (value is null) return Broken(("holds null", "Write one complete JSON object"));
            return HoldsHalfSurrogate(line) ? Broken(JsonProblem.HalfSurrogate) : new(file, number, offset, line.Length, value, null);
        }
        catch (JsonException e)
        {
            return Broken(JsonProblem.Describe(e));
        }

        JsonLine<T> Broken((string Problem, string Mend) fault) =>
            new(file, number, offset, 0, null, new($"{file}:{number}", fault.Problem, fault.Mend));
    }

    /// <summary>Whether text that no property reads, such as an unknown field's, could not be written again.</summary>
    private static bool HoldsHalfSurrogate(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0) return false;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (!reader.ValueIsEscaped) continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The lines of a stream; each is valid until the next one is asked for.</summary>
    public static IEnumerable<(int Number, long Offset, ReadOnlyMemory<byte> Line)> Split(Stream stream, string file)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            int start = 0, end = 0, scanned = 0, number = 0;
            long offset = 0;
            while (true)
            {
                var newline = buffer.AsSpan(scanned, end - scanned).IndexOf((byte)'\n');
                if (newline >= 0)
                {
                    var length = scanned + newline - start;
                    yield return Line(++number, offset, buffer.AsMemory(start, length));
                    start += length + 1;
                    offset += length + 1;
                    scanned = start;
                    continue;
                }

                scanned = end;
                if (end - start > LongestLine)
                    throw new BadInputException($"{file}:{number + 1}", "a line longer than 256 MB", "Split the record, or check that the file is JSON lines");
                if (start > 0)
                {
                    buffer.AsSpan(start, end - start).CopyTo(buffer);
                    (scanned, end, start) = (end - start, end - start, 0);
                }

                if (end == buffer.Length) buffer = Grow(buffer, end);
                var read = stream.Read(buffer, end, buffer.Length - end);
                if (read == 0) break;
                end += read;
            }

            if (end > start) yield return Line(++number, offset, buffer.AsMemory(start, end - start));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static (int, long, ReadOnlyMemory<byte>) Line(int number, long offset, ReadOnlyMemory<byte> line) =>
        number == 1 && line.Span.StartsWith(Utf8Mark) ? (number, offset + 3, line[3..]) : (number, offset, line);

    private static byte[] Grow(byte[] buffer, int used)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
