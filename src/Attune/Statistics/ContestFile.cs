using System.Text.Json;
using Attune.Datasets;

namespace Attune.Statistics;

/// <summary>Reads a file of contests, line by line and without an object per line: such files run to millions.</summary>
internal static class ContestFile
{
    private const int MostFaults = 100;
    private const int LongestName = 1000;
    private const string Form = """Write {"a":"one model","b":"another","winner":"a"} with a winner of a, b or tie""";

    public static ContestCounts Read(string path, CancellationToken cancellationToken)
    {
        var contests = new ContestCounts(path);
        var names = new ModelNames(contests);
        var faults = new List<Fault>();
        using var stream = File.OpenRead(path);
        foreach (var (number, _, line) in JsonLines.Split(stream, path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            if (Add(contests, names, line.Span) is { } problem) faults.Add(new($"{path}:{number}", problem, Form));
            if (faults.Count == MostFaults) break;
        }

        return faults.Count == 0 ? contests : throw new BadInputException(faults);
    }

    /// <summary>What is wrong with the line; null if nothing is.</summary>
    private static string? Add(ContestCounts contests, ModelNames names, ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        int? a = null, b = null;
        ContestWinner? winner = null;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return "is not a JSON object";
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var field = reader.ValueTextEquals("a"u8) ? 'a' : reader.ValueTextEquals("b"u8) ? 'b' : reader.ValueTextEquals("winner"u8) ? 'w' : ' ';
                reader.Read();
                if (field == ' ') reader.Skip();
                else if (reader.TokenType != JsonTokenType.String) return $"holds no text at {(field == 'w' ? "winner" : field)}";
                else if (field == 'a' ? a is not null : field == 'b' ? b is not null : winner is not null) return $"holds {(field == 'w' ? "winner" : field)} twice";
                else if (field == 'w' && (winner = Winner(ref reader)) is null) return "names a winner other than a, b and tie";
                else if (field == 'a' && (a = names.Number(ref reader)) is null || field == 'b' && (b = names.Number(ref reader)) is null)
                    return $"holds an empty or far too long name at {field}";
            }

            if (reader.Read()) return "holds more than one JSON object";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second is half a surrogate pair, or bytes that are not UTF-8.
            return "is not valid JSON";
        }

        if (a is null || b is null || winner is null) return $"lacks {(a is null ? "a" : b is null ? "b" : "winner")}";
        if (a == b) return "lets a model play against itself";
        contests.Add(a.Value, b.Value, winner.Value);
        return null;
    }

    private static ContestWinner? Winner(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("a"u8) ? ContestWinner.A
        : reader.ValueTextEquals("b"u8) ? ContestWinner.B
        : reader.ValueTextEquals("tie"u8) ? ContestWinner.Tie
        : null;

    /// <summary>Numbers of names that were seen before, found without making a string.</summary>
    private sealed class ModelNames(ContestCounts contests)
    {
        private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
        private readonly char[] _letters = new char[LongestName];

        public int? Number(ref Utf8JsonReader reader)
        {
            if (reader.ValueSpan.Length is 0 or > LongestName) return null;
            var name = _letters.AsSpan(0, reader.CopyString(_letters));
            var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
            if (known.TryGetValue(name, out var number)) return number;
            if (name.IsWhiteSpace()) return null;
            var text = name.ToString();
            return _known[text] = contests.Number(text);
        }
    }
}
