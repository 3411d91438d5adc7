using Attune.Reports;
using Attune.Runs.Costs;

namespace Attune.Web.Runs.Index;

/// <summary>How far a run's logs are indexed.</summary>
/// <param name="Trials">Trials that are in it.</param>
/// <param name="Bytes">Bytes of the logs that are read.</param>
/// <param name="OfBytes">Bytes of the logs.</param>
/// <param name="Broken">Lines that are no record.</param>
/// <param name="Fault">Why it cannot be indexed; null where it can.</param>
public sealed record IndexState(long Trials, long Bytes, long OfBytes, long Broken, string? Fault = null)
{
    /// <summary>Whether more is being read just now.</summary>
    public bool IsBehind { get; init; }

    /// <summary>What models, judges and evaluators cost so far, as reports count it.</summary>
    internal Cost Cost { get; init; } = Cost.None;

    /// <summary>That as text.</summary>
    internal string CostText => Numerals.Dollars(Cost.Usd, Cost.AtLeastUsd);

    /// <summary>Whether preference pairs were asked.</summary>
    internal bool HasPairs { get; init; }

    /// <summary>Percent of the log.</summary>
    internal long Percent => OfBytes == 0 ? 100 : Bytes * 100 / OfBytes;
}
