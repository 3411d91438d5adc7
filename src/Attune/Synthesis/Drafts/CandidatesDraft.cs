using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Pairs;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>Three queries of which each suits both sides of a pair and mentions neither (InterPref 3.3.2, figure 11).</summary>
/// <param name="plan">The dataset's plan.</param>
/// <param name="key">Names the pair, by its source preference and distance.</param>
/// <param name="preference">The one side.</param>
/// <param name="opposite">The other.</param>
internal sealed class CandidatesDraft(InterPrefPlan plan, string key, StatedPreference preference, StatedPreference opposite)
    : Draft<CandidatesAnswer>(PairStage.Candidates, $"{key}/candidates", "generate-candidates", DraftJson.Texts.CandidatesAnswer)
{
    private readonly List<string> _made = [];

    protected override IEnumerable<string> Missing => _made.Count < InterPrefPlan.CandidateQueries ? [Key] : [];

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = plan.Language,
        Count = InterPrefPlan.CandidateQueries,
        Statement = preference,
        Opposite = opposite,
    };

    public override Artefact Fill(Artefact artefact) => artefact with { Candidates = _made.Count < InterPrefPlan.CandidateQueries ? null : _made };

    protected override IReadOnlyList<Flaw> Take(CandidatesAnswer answer)
    {
        var flaws = new List<Flaw>();
        foreach (var given in answer.Candidates.Select(c => c?.Trim() ?? ""))
        {
            if (_made.Count == InterPrefPlan.CandidateQueries) break;
            List<string> faults = [.. Faults(given)];
            if (faults.Count == 0) _made.Add(given);
            flaws.AddRange(faults.Select(f => new Flaw(Key, $"'{Shown(given)}': {f}")));
        }

        var missing = InterPrefPlan.CandidateQueries - _made.Count;
        return missing == 0 ? [] : [.. flaws, new(Key, $"{missing} more queries are wanted")];
    }

    private IEnumerable<string> Faults(string query)
    {
        if (Texts.Length("the query", query, 4, 70) is { } length) yield return length;
        foreach (var word in PairWords.In(query, (preference.Text, preference.Facets), (opposite.Text, opposite.Facets)))
            yield return $"it says '{word}', which tells the two preferences apart";
        if (ExplicitWords.In(query) is { } outright) yield return $"it says '{outright}', which states a preference";
        if (_made.Any(m => Likeness.AreAlike(m, query))) yield return "it says nearly the same as another one";
    }

    private static string Shown(string query) => query.Length <= 80 ? query : query[..80] + "...";
}
