using Attune.Judging;
using Attune.Runs;
using Attune.Runs.Pairs;
using Attune.Statistics;

namespace Attune.Reports;

/// <summary>The pass rate of preference pairs under a condition, by one evaluator.</summary>
public sealed record ReportedPassRate
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The method's name.</summary>
    public required string Method { get; init; }

    /// <summary>Null for the blind floor.</summary>
    public string? Context { get; init; }

    /// <summary><c>original</c> or <c>generalized</c>.</summary>
    public required string Preferences { get; init; }

    /// <summary>The evaluator's name.</summary>
    public required string Evaluator { get; init; }

    /// <summary>The counts and shares.</summary>
    public required ReportedPasses Passes { get; init; }

    /// <summary>Paired difference to the blind floor; null for the floor itself and where it was not run.</summary>
    public Estimate? GainOverBlind { get; init; }

    /// <summary>What an evaluator that tosses coins passes.</summary>
    public double Chance { get; } = PassRate.Chance;

    /// <summary>The same by distance, nearest first; empty where there is one distance at most.</summary>
    public required IReadOnlyList<ReportedDistance> ByDistance { get; init; }

    internal static ReportedPassRate Of(PassRateResult<Condition> result) => new()
    {
        Dataset = result.Key.Dataset,
        Model = result.Key.Model,
        Method = result.Key.Method,
        Context = result.Key.Context,
        Preferences = result.Key.Preferences,
        Evaluator = result.Evaluator,
        Passes = ReportedPasses.Of(result.Rate),
        GainOverBlind = result.GainOverBlind,
        ByDistance = [.. result.ByDistance.Select(d => new ReportedDistance(d.Key, ReportedPasses.Of(d.Value)))],
    };
}
