namespace Attune.Audits;

/// <summary>What a gate found.</summary>
/// <param name="Gate">Its name.</param>
/// <param name="Verdict">Fail where a check failed, pass where one passed and none failed, else not applicable.</param>
/// <param name="Checks">What it looked at.</param>
public sealed record GateResult(string Gate, GateVerdict Verdict, IReadOnlyList<AuditCheck> Checks)
{
    internal static GateResult Of(string gate, IReadOnlyList<AuditCheck> checks) => new(
        gate,
        checks.Any(c => c.Verdict == GateVerdict.Fail) ? GateVerdict.Fail
        : checks.Any(c => c.Verdict == GateVerdict.Pass) ? GateVerdict.Pass : GateVerdict.NotApplicable,
        checks);
}
