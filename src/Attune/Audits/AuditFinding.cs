namespace Attune.Audits;

/// <summary>A record that offends.</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Place">Its file and line, as <c>queries.jsonl:12</c>.</param>
/// <param name="Found">What is wrong with it.</param>
public sealed record AuditFinding(string Id, string Place, string Found);
