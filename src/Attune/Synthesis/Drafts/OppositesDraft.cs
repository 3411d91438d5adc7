using Attune.People;
using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Pairs;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>Two or three preferences opposed to one, from near to far (InterPref 3.3.2, figure 10).</summary>
/// <param name="plan">The dataset's plan.</param>
/// <param name="id">The source preference's id.</param>
/// <param name="preference">What it says.</param>
internal sealed class OppositesDraft(InterPrefPlan plan, string id, StatedPreference preference)
    : Draft<OppositesAnswer>(PairStage.Opposites, $"{id}/opposites", "generate-opposites", DraftJson.Texts.OppositesAnswer)
{
    /// <summary>So many are enough.</summary>
    private const int Fewest = 2;

    private const int MostFacets = 6;
    private const int MostFacetWords = 15;

    private readonly SortedDictionary<int, StatedPreference> _made = [];

    protected override IEnumerable<string> Missing => _made.Count >= Fewest ? [] : [Key];

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = plan.Language,
        Count = InterPrefPlan.Distances,
        Statement = preference,
    };

    /// <summary>Fewer than two are none.</summary>
    public override Artefact Fill(Artefact artefact) => artefact with { Opposites = _made.Count < Fewest ? null : [.. _made.Values] };

    protected override IReadOnlyList<Flaw> Take(OppositesAnswer answer)
    {
        var flaws = new List<Flaw>();
        for (var distance = 1; distance <= InterPrefPlan.Distances; distance++)
        {
            if (_made.ContainsKey(distance)) continue;
            var given = answer.Opposites.FirstOrDefault(o => o?.Distance == distance);
            List<string> faults = given is null ? ["it is missing"] : [.. Faults(given)];
            if (faults.Count == 0) _made[distance] = new(given!.Text.Trim(), preference.Topic, Facets(given));
            flaws.AddRange(faults.Select(f => new Flaw(Key, $"distance {distance}: {f}")));
        }

        return _made.Count >= Fewest ? [] : flaws;
    }

    private IEnumerable<string> Faults(OppositeAnswer given)
    {
        foreach (var fault in Opposition.Form(given.Text, plan.IsEnglish)) yield return fault;
        if (Opposition.Fault(preference.Text, given.Text) is { } same) yield return same;
        if (_made.Values.Any(m => Opposition.AreSame(m.Text, given.Text))) yield return "it says the same as another one";
        if (InstructionWords.In(given.Text) is { } told) yield return $"'{told}' is said to a model and not of a person";
        var things = given.Liked.Concat(given.Disliked).ToList();
        if (things.Any(string.IsNullOrWhiteSpace)) yield return "liked or disliked holds an empty item";
        else if (Math.Max(given.Liked.Count, given.Disliked.Count) > MostFacets || things.Any(t => Texts.Words(t) > MostFacetWords))
            yield return $"liked and disliked name at most {MostFacets} things each, in at most {MostFacetWords} words";
    }

    private static Facets? Facets(OppositeAnswer given) => given.Liked.Count + given.Disliked.Count == 0
        ? null
        : new() { Liked = [.. given.Liked.Select(l => l.Trim())], Disliked = [.. given.Disliked.Select(d => d.Trim())] };
}
