using Attune.Runs;
using Attune.Runs.Pairs;
using Attune.Web.Runs.Index;

namespace Attune.Web.Runs;

/// <summary>What one contestant answered to the two users of a pair, and what evaluators said of it.</summary>
/// <param name="Row">One of its trials, for its condition.</param>
/// <param name="A">Its answer to the first user; null where there is none yet.</param>
/// <param name="B">Its answer to the second.</param>
/// <param name="Verdicts">One for each evaluator that has been asked.</param>
internal sealed record PairContestant(TrialRow Row, TrialRecord? A, TrialRecord? B, IReadOnlyList<VerdictRecord> Verdicts);
