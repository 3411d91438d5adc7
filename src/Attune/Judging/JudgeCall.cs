using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>A verdict and what it cost.</summary>
/// <param name="Verdict">The judge's word.</param>
/// <param name="Usage">Tokens of the call; null where none was made or the endpoint does not say.</param>
public readonly record struct JudgeCall(Verdict Verdict, UsageDetails? Usage);
