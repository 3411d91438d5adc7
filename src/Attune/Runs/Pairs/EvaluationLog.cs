using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Datasets;

namespace Attune.Runs.Pairs;

/// <summary>The append-only log of a run's evaluations; the last line of a key counts. See <see cref="LineLog"/>. Thread-safe.</summary>
/// <param name="path">The file, in a folder that the caller holds.</param>
/// <param name="type">How a line is written.</param>
internal sealed class EvaluationLog<T>(string path, JsonTypeInfo<T> type) : IDisposable
    where T : EvaluationRecord
{
    private readonly Lazy<LineLog> _lines = new(() => new(path));

    /// <summary>The last line of each key, in the order of the log; a torn last line is left out.</summary>
    /// <exception cref="BadInputException">A line before the last is broken.</exception>
    public static IReadOnlyCollection<T> Read(string path, JsonTypeInfo<T> type)
    {
        var last = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        if (!File.Exists(path)) return last.Values;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        Fault? broken = null;
        foreach (var line in JsonLines.Read(stream, path, type))
        {
            if (broken is not null) throw new BadInputException(broken.Place, broken.Problem, "Delete the line; 'attune resume' asks its evaluator again");
            broken = line.Fault;
            if (line.Value is { } record) last[record.Key] = record;
        }

        return last.Values;
    }

    /// <summary>Writes a line; the file is made with the first one.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Append(T record) => _lines.Value.Append(JsonSerializer.SerializeToUtf8Bytes(record, type));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_lines.IsValueCreated) _lines.Value.Dispose();
    }
}
