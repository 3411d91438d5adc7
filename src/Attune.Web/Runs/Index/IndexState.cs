namespace Attune.Web.Runs.Index;

/// <summary>How far a run's log is indexed.</summary>
/// <param name="Trials">Trials that are in it.</param>
/// <param name="Bytes">Bytes of the log that are read.</param>
/// <param name="OfBytes">Bytes of the log.</param>
/// <param name="Broken">Lines that are no trial.</param>
/// <param name="Cost">US dollars of all trials, as far as they are known; null where none is.</param>
/// <param name="Fault">Why it cannot be indexed; null where it can.</param>
public sealed record IndexState(long Trials, long Bytes, long OfBytes, long Broken, double? Cost, string? Fault = null)
{
    /// <summary>Whether more is being read just now.</summary>
    public bool IsBehind { get; init; }

    /// <summary>Whether the trials took more than <see cref="Cost"/>.</summary>
    public bool IsCostPartial { get; init; }

    /// <summary>Percent of the log.</summary>
    internal long Percent => OfBytes == 0 ? 100 : Bytes * 100 / OfBytes;
}
