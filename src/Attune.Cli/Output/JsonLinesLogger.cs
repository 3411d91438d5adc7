using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Attune.Cli.Output;

/// <summary>Writes events as JSON lines: time, level, event, message, and each value of the message under its name. Thread-safe.</summary>
internal sealed class JsonLinesLogger : ILogger, IDisposable
{
    private readonly StreamWriter _file;
    private readonly Lock _writing = new();

    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public JsonLinesLogger(string path)
    {
        try
        {
            _file = new StreamWriter(path, append: true) { AutoFlush = true, NewLine = "\n" };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var problem = Directory.Exists(path) ? "is a folder" : $"cannot be written: {e.Message.TrimEnd('.')}";
            throw new BadInputException($"--log {path}", problem, "Name a file in a folder that is there and can be written to, like events.jsonl");
        }
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = new JsonObject
        {
            ["time"] = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture),
            ["level"] = logLevel.ToString().ToLowerInvariant(),
            ["event"] = eventId.Name,
            ["message"] = formatter(state, exception),
        };
        foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
            if (name != "{OriginalFormat}") line[JsonNamingPolicy.SnakeCaseLower.ConvertName(name)] = JsonSerializer.SerializeToNode(value);
        lock (_writing) _file.WriteLine(line.ToJsonString());
    }

    public void Dispose() => _file.Dispose();
}
