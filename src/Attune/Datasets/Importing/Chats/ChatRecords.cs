using System.Text.Json;

namespace Attune.Datasets.Importing.Chats;

/// <summary>
/// The records of a file, one in memory at a time: of a JSON array, of JSON lines, or of JSON values one after the other. A line that is
/// broken is reported and passed over; an array that breaks off gives what stands before the break.
/// </summary>
internal static class ChatRecords
{
    public static IEnumerable<(string Place, JsonElement Record)> Read(ChatFile file, ChatOddities oddities)
    {
        var shape = Shape.Lines;
        if (!Guard(file, oddities, () => shape = ShapeOf(file.Peek()), "the file was not read")) yield break;
        var records = shape == Shape.Lines ? Lines(file, oddities) : Values(file, shape == Shape.Array);
        using var enumerator = records.GetEnumerator();
        while (true)
        {
            var isMore = false;
            if (!Guard(file, oddities, () => isMore = enumerator.MoveNext(), "the records before it were read") || !isMore) yield break;
            yield return enumerator.Current;
        }
    }

    private static IEnumerable<(string, JsonElement)> Values(ChatFile file, bool isArray)
    {
        using var stream = file.Open();
        var number = 0;
        foreach (var record in JsonValues.Read(stream, isArray))
            yield return ($"{file.Name}#{++number}", record);
    }

    private static IEnumerable<(string, JsonElement)> Lines(ChatFile file, ChatOddities oddities)
    {
        using var stream = file.Open();
        foreach (var (number, _, line) in JsonLines.Split(stream, file.Name))
        {
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            var place = $"{file.Name}:{number}";
            if (Parse(line.Span) is { } record) yield return (place, record);
            else oddities.Add(place, "lines that are no JSON", "left out");
        }
    }

    private static JsonElement? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonElement.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Told from the beginning: an array's bracket, an object that does not end on its line, or else lines.</summary>
    private static Shape ShapeOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        bytes = bytes.TrimStart(" \t\r\n"u8);
        if (bytes.StartsWith("["u8)) return Shape.Array;
        var end = bytes.IndexOf((byte)'\n');
        return end >= 0 && bytes.StartsWith("{"u8) && !bytes[..end].TrimEnd(" \t\r"u8).EndsWith("}"u8) ? Shape.Values : Shape.Lines;
    }

    private static bool Guard(ChatFile file, ChatOddities oddities, Action read, string action)
    {
        try
        {
            read();
            return true;
        }
        catch (JsonException e)
        {
            oddities.Add(e.LineNumber is { } line ? $"{file.Name}:{line + 1}" : file.Name, "files of broken JSON", action);
        }
        catch (BadInputException e)
        {
            oddities.Add(e.Faults[0].Place, "files with a line longer than can be read", action);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            oddities.Add(file.Name, $"files that cannot be read: {e.Message.TrimEnd('.')}", action);
        }

        return false;
    }

    private enum Shape
    {
        Lines,
        Array,
        Values,
    }
}
