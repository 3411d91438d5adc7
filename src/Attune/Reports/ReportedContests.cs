using Attune.Judging;
using Attune.Runs.Pairs;
using Attune.Statistics;

namespace Attune.Reports;

/// <summary>The contests that one evaluator decided.</summary>
public sealed record ReportedContests
{
    /// <summary>The evaluator's name.</summary>
    public required string Evaluator { get; init; }

    /// <summary>All contests.</summary>
    public required int Contests { get; init; }

    /// <summary>Contests that somebody won.</summary>
    public required int Won { get; init; }

    /// <summary>Contests that nobody won, those whose two orders differ among them.</summary>
    public required int Ties { get; init; }

    /// <summary>Contests with an order that cannot be read: they are in no rate and no coefficient.</summary>
    public required int Undecided { get; init; }

    /// <summary>Share of decided contests in which both orders of the seats say the same.</summary>
    public required Estimate? Consistent { get; init; }

    /// <summary>Share of orders naming a side in which it is the one shown first: 0.5 is free of position bias.</summary>
    public required Estimate? NamedFirst { get; init; }

    /// <summary>Every contestant against every other that it met.</summary>
    public required IReadOnlyList<HeadToHead> Matrix { get; init; }

    /// <summary>Bradley-Terry coefficients, strongest first, their sum 0; null where finite ones do not exist.</summary>
    public required IReadOnlyDictionary<string, Coefficient>? Coefficients { get; init; }

    /// <summary>Mean cross-entropy of a contest in nats; null where there are no coefficients.</summary>
    public required double? LogLoss { get; init; }

    /// <summary>Why there are no coefficients, or no intervals.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    internal static ReportedContests Of(ContestResult result) => new()
    {
        Evaluator = result.Evaluator,
        Contests = result.Tally.Contests,
        Won = result.Tally.Won,
        Ties = result.Tally.Ties,
        Undecided = result.Tally.Undecided,
        Consistent = result.Tally.Consistent,
        NamedFirst = result.Tally.NamedFirst,
        Matrix = result.Tally.Matrix,
        Coefficients = result.Ranking?.Coefficients,
        LogLoss = result.Ranking?.LogLoss,
        Notes = result.Unranked is { } why ? [$"no coefficients: {why}"] : result.Ranking!.Notes,
    };
}
