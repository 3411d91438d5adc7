namespace Attune.Audits;

/// <summary>How far an audit is.</summary>
/// <param name="Gate">The gate that is at work.</param>
/// <param name="Done">What it has done, of <paramref name="Of"/>: users, trials or requests.</param>
/// <param name="Of">All of it.</param>
public sealed record AuditProgress(string Gate, int Done, int Of);
