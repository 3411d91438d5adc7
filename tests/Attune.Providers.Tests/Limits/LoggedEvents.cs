using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Attune.Providers.Tests.Limits;

/// <summary>Remembers events with their values.</summary>
internal sealed class LoggedEvents : ILogger
{
    public ConcurrentQueue<(string? Event, IReadOnlyDictionary<string, object?> Values)> All { get; } = [];

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        All.Enqueue((eventId.Name, ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary()));
}
