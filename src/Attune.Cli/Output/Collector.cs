using Attune.Models.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Attune.Cli.Output;

/// <summary>Sends traces and metrics to a collector until it is disposed of, and says then if the collector has not taken all of them.</summary>
internal sealed class Collector : IDisposable
{
    /// <summary>What is left at the end may take so long together; a collector that hangs must not keep anybody waiting.</summary>
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(1.5);

    private readonly Uri _url;
    private readonly Screen _screen;
    private readonly CollectorCalls _calls = new();
    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    public Collector(Uri url, Screen screen)
    {
        (_url, _screen) = (url, screen);
        var resource = ResourceBuilder.CreateDefault().AddService("attune", serviceVersion: typeof(AttuneTelemetry).Assembly.GetName().Version!.ToString(3));
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(AttuneTelemetry.Name).AddOtlpExporter(o => To(o, "v1/traces")).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(AttuneTelemetry.Name).AddOtlpExporter(o => To(o, "v1/metrics")).Build();
    }

    public void Dispose()
    {
        _calls.EndAfter(LastWait);
        _traces.Shutdown();
        _metrics.Shutdown();
        _traces.Dispose();
        _metrics.Dispose();
        if (_calls.Failure is { } failure)
            _screen.Hint($"--otlp {_url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}: the collector did not take all traces and metrics; the first it did not because: {failure}.");
        _calls.Dispose();
    }

    private void To(OtlpExporterOptions options, string path)
    {
        (options.Protocol, options.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new($"{_url.AbsoluteUri.TrimEnd('/')}/{path}"));
        options.HttpClientFactory = () => new HttpClient(_calls, disposeHandler: false) { Timeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds) };
    }
}
