using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Attune.Models.Telemetry;

/// <summary>
/// What Attune tells an OpenTelemetry listener: traces and metrics of calls to models by the semantic conventions for generative AI,
/// and a span for each trial. Nothing is computed while nobody listens.
/// </summary>
public static class AttuneTelemetry
{
    /// <summary>The name of the trace source and of the meter.</summary>
    public const string Name = "Attune";

    internal static ActivitySource Source { get; } = new(Name);

    private static Meter Meter { get; } = new(Name);

    /// <summary>Seconds of one attempt, by model and error.</summary>
    internal static Histogram<double> Duration { get; } = Meter.CreateHistogram(
        "gen_ai.client.operation.duration",
        "s",
        "How long an attempt took.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] });

    /// <summary>Tokens of one answered attempt, by model and <c>gen_ai.token.type</c>.</summary>
    internal static Histogram<long> Tokens { get; } = Meter.CreateHistogram(
        "gen_ai.client.token.usage",
        "{token}",
        "Tokens used.",
        tags: null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864] });

    /// <summary>Trials that ended, by outcome.</summary>
    internal static Counter<long> Trials { get; } = Meter.CreateCounter<long>("attune.trials", "{trial}", "Trials that ended.");
}
