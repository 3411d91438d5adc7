using System.CommandLine;
using Attune.Cli.Output;
using Microsoft.Extensions.Logging;

namespace Attune.Cli.Commands;

/// <summary>The options that let others watch a run: traces and metrics for a collector, events for a file.</summary>
internal sealed class WatchOptions
{
    private readonly Option<string?> _otlp = new("--otlp") { Description = "Send traces and metrics to this OpenTelemetry collector (OTLP over HTTP), as http://127.0.0.1:4318." };
    private readonly Option<string?> _log = new("--log") { Description = "Append events (retries, pauses, failed trials) to this file, as JSON lines." };

    public void AddTo(Command command)
    {
        command.Add(_otlp);
        command.Add(_log);
    }

    /// <summary>Watches until it is disposed of; then everything has been sent, or the screen says that it was not.</summary>
    /// <exception cref="BadInputException">The address is none, or the file cannot be written.</exception>
    public Watch Begin(ParseResult parsed, Screen screen) => new(parsed.GetValue(_otlp), parsed.GetValue(_log), screen);

    /// <summary>What watches one run.</summary>
    internal sealed class Watch : IDisposable
    {
        private readonly Collector? _collector;
        private readonly JsonLinesLogger? _log;

        public Watch(string? otlp, string? log, Screen screen)
        {
            _log = log is null ? null : new(log);
            if (otlp is null) return;
            _collector = Uri.TryCreate(otlp, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")
                ? new(url, screen)
                : throw new BadInputException($"--otlp {otlp}", "is no address", "Write it like http://127.0.0.1:4318");
        }

        /// <summary>Null where nobody wants events.</summary>
        public ILogger? Log => _log;

        public void Dispose()
        {
            _collector?.Dispose();
            _log?.Dispose();
        }
    }
}
