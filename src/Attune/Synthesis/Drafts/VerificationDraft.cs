using Attune.Questions;
using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Pairs;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>Which of the candidate queries is answered differently for the two sides, if any is (InterPref 3.3.2: what its annotators did).</summary>
/// <param name="plan">The dataset's plan.</param>
/// <param name="key">Names the pair, by its source preference and distance.</param>
/// <param name="preference">The one side.</param>
/// <param name="opposite">The other.</param>
/// <param name="candidates">To choose from.</param>
internal sealed class VerificationDraft(InterPrefPlan plan, string key, StatedPreference preference, StatedPreference opposite, IReadOnlyList<string> candidates)
    : Draft<VerificationAnswer>(PairStage.Verification, $"{key}/verification", "generate-verification", DraftJson.Texts.VerificationAnswer)
{
    private VerificationAnswer? _made;

    protected override IEnumerable<string> Missing => _made is null ? [Key] : [];

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = plan.Language,
        Statement = preference,
        Opposite = opposite,
        Candidates = candidates,
    };

    /// <summary>Without the time: the same seed gives the same bytes.</summary>
    public override Artefact Fill(Artefact artefact) =>
        artefact with { Check = _made is null ? null : new PairCheck { By = $"model:{artefact.Made.Model}", Choice = _made.Choice, Note = _made.Why.Trim() } };

    protected override IReadOnlyList<Flaw> Take(VerificationAnswer answer)
    {
        List<string> faults = [];
        if (answer.Choice < 0 || answer.Choice > candidates.Count) faults.Add($"choice is {answer.Choice}; write the number of a candidate from 1 to {candidates.Count}, or 0 for none");
        if (Texts.Length("why", answer.Why, 1, 100) is { } length) faults.Add(length);
        if (faults.Count == 0) _made = answer;
        return [.. faults.Select(f => new Flaw(Key, f))];
    }
}
