using Attune.Synthesis.Drafts;
using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Mining;

/// <summary>The category and the name of a cluster of preferences (InterPref 3.3.1, Figure 3).</summary>
internal sealed class CategoryDraft(MiningPlan plan, string firstPreference, IReadOnlyList<string> texts)
    : Draft<CategoryAnswer>(MiningStage.Categories, $"categories/{firstPreference}", "mine-categories", DraftJson.Texts.CategoryAnswer)
{
    /// <summary>Preferences that a model sees of a cluster: the first ones.</summary>
    public const int MostShown = 20;

    private const int MostWords = 6;

    private ClusterName? _name;

    protected override IEnumerable<string> Missing => _name is null ? [firstPreference] : [];

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = "English",
        Texts = [.. texts.Take(MostShown)],
        Categories = PreferenceCategory.All,
    };

    public override Artefact Fill(Artefact artefact) => artefact with { ClusterName = _name };

    protected override IReadOnlyList<Flaw> Take(CategoryAnswer answer)
    {
        var category = PreferenceCategory.All.FirstOrDefault(c => c.Equals(answer.Category.Trim(), StringComparison.OrdinalIgnoreCase));
        var name = UserSentence.Topic(answer.Name);
        List<string> faults = [];
        if (category is null) faults.Add("category is none of the request's");
        if ((name.Attack ?? name.Fault) is { } wrong) faults.Add("name: " + wrong);
        else if (Texts.Words(name.Text!) > MostWords) faults.Add($"name has {Texts.Words(name.Text!)} words; write at most {MostWords}");
        if (faults.Count == 0) _name = new(category!, name.Text!);
        return [.. faults.Select(f => new Flaw(firstPreference, f))];
    }
}
