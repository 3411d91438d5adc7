using System.Text.Json.Serialization;
using Attune.Statistics;

namespace Attune.Audits;

/// <summary>One thing that a gate looks at: a number, its limit, and the records that offend.</summary>
public sealed record AuditCheck
{
    /// <summary>What was looked at.</summary>
    public required string Name { get; init; }

    /// <summary>What came of it.</summary>
    public required GateVerdict Verdict { get; init; }

    /// <summary>The number; its kind is told by the name: mostly a share from 0 to 1, or a count of records. Null where there is none.</summary>
    public double? Value { get; init; }

    /// <summary>Lower end of the 95% interval, clustered by user; null where the number has none.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end; null likewise.</summary>
    public double? High { get; init; }

    /// <summary>What the number was taken over, for example queries.</summary>
    public int? N { get; init; }

    /// <summary>Users they come from; null where the number has no interval.</summary>
    public int? Users { get; init; }

    /// <summary>Passes up to this value; null where there is no upper limit.</summary>
    public double? AtMost { get; init; }

    /// <summary>Passes from this value on; null where there is no lower limit.</summary>
    public double? AtLeast { get; init; }

    /// <summary>What a reader should know of the number.</summary>
    public string? Note { get; init; }

    /// <summary>How many findings there are.</summary>
    public int Offending { get; init; }

    /// <summary>The records that offend, in the order of the files; null in the dataset's card, which has their number only.</summary>
    public IReadOnlyList<AuditFinding>? Findings { get; init; } = [];

    /// <summary>True where the number counts records that offend, of which none may.</summary>
    [JsonIgnore]
    internal bool IsRecords => Value == Offending && Low is null && AtMost == 0;

    /// <summary>A mean that must not be above a limit.</summary>
    internal static AuditCheck Below(string name, Estimate estimate, double limit, string? note = null) =>
        Measured(name, estimate, note) with { AtMost = limit, Verdict = estimate.Mean > limit ? GateVerdict.Fail : GateVerdict.Pass, Note = Undecided(estimate, limit, note) };

    /// <summary>A mean that must not be below a limit.</summary>
    internal static AuditCheck Above(string name, Estimate estimate, double limit, string? note = null) =>
        Measured(name, estimate, note) with { AtLeast = limit, Verdict = estimate.Mean < limit ? GateVerdict.Fail : GateVerdict.Pass, Note = Undecided(estimate, limit, note) };

    /// <summary>A number that is only told.</summary>
    internal static AuditCheck Told(string name, double value, int n, string? note = null) => new() { Name = name, Verdict = GateVerdict.Reported, Value = value, N = n, Note = note };

    /// <summary>A mean that is only told.</summary>
    internal static AuditCheck Measured(string name, Estimate estimate, string? note = null) => new()
    {
        Name = name,
        Verdict = GateVerdict.Reported,
        Value = estimate.Mean,
        Low = estimate.Low,
        High = estimate.High,
        N = estimate.N,
        Users = estimate.Clusters,
        Note = note,
    };

    /// <summary>Records of which none may offend.</summary>
    /// <param name="name">What was looked at.</param>
    /// <param name="of">Records that were looked at; where there is none, the check does not apply.</param>
    /// <param name="findings">Those that offend.</param>
    /// <param name="ifNone">Why it does not apply.</param>
    internal static AuditCheck None(string name, int of, IReadOnlyList<AuditFinding> findings, string ifNone)
    {
        if (of == 0) return NotApplicable(name, ifNone);
        var verdict = findings.Count > 0 ? GateVerdict.Fail : GateVerdict.Pass;
        return new AuditCheck { Name = name, Verdict = verdict, Value = findings.Count, N = of, AtMost = 0 }.With(findings);
    }

    /// <summary>Nothing to look at.</summary>
    internal static AuditCheck NotApplicable(string name, string reason) => new() { Name = name, Verdict = GateVerdict.NotApplicable, Note = reason };

    /// <summary>The check with the records that offend.</summary>
    internal AuditCheck With(IReadOnlyList<AuditFinding> findings) => this with { Findings = findings, Offending = findings.Count };

    /// <summary>An interval that holds the limit leaves open on which side of it the truth lies.</summary>
    private static string? Undecided(Estimate estimate, double limit, string? note)
    {
        if (estimate is { Low: { } low, High: { } high } && (low > limit || high <= limit)) return note;
        var few = estimate.Low is null ? "too few to tell: one user leaves no interval" : "too few to tell: the interval holds the limit";
        return note is null ? few : $"{note}; {few}";
    }
}
