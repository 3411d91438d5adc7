using System.CommandLine;
using Attune.Cli.Output;
using Attune.Models.Telemetry;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

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

    /// <summary>Watches until it is disposed of; then everything has been sent.</summary>
    /// <exception cref="BadInputException">The address is none, or the file cannot be written.</exception>
    public Watch Begin(ParseResult parsed) => new(parsed.GetValue(_otlp), parsed.GetValue(_log));

    /// <summary>What watches one run.</summary>
    internal sealed class Watch : IDisposable
    {
        private readonly TracerProvider? _traces;
        private readonly MeterProvider? _metrics;
        private readonly JsonLinesLogger? _log;

        public Watch(string? otlp, string? log)
        {
            _log = log is null ? null : new(log);
            if (otlp is null) return;
            if (!Uri.TryCreate(otlp, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                throw new BadInputException($"--otlp {otlp}", "is no address", "Write it like http://127.0.0.1:4318");
            var resource = ResourceBuilder.CreateDefault().AddService("attune", serviceVersion: typeof(AttuneTelemetry).Assembly.GetName().Version!.ToString(3));
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(AttuneTelemetry.Name).AddOtlpExporter(o => To(o, "v1/traces")).Build();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(AttuneTelemetry.Name).AddOtlpExporter(o => To(o, "v1/metrics")).Build();

            void To(OtlpExporterOptions options, string path) =>
                (options.Protocol, options.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new($"{otlp.TrimEnd('/')}/{path}"));
        }

        /// <summary>Null where nobody wants events.</summary>
        public ILogger? Log => _log;

        public void Dispose()
        {
            _traces?.Dispose();
            _metrics?.Dispose();
            _log?.Dispose();
        }
    }
}
