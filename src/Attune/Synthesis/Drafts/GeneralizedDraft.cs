using Attune.People;
using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>A user's generalized preferences (RealPref 3.2): told of nowhere, and yet to be expected.</summary>
internal sealed class GeneralizedDraft(
    RealPrefPlan plan, Profile profile, IReadOnlyList<Preference> originals, IReadOnlyList<PreferenceSlot> slots, IReadOnlyList<Topic> chooseFrom)
    : SlottedDraft<GeneralizedAnswer, GeneralizedPreferenceAnswer>(
        Synthesis.Stage.Generalized, $"{profile.Id}/generalized", "generate-generalized", DraftJson.Texts.GeneralizedAnswer, slots, chooseFrom)
{
    private readonly HashSet<string> _known = [.. originals.Select(o => o.Id)];

    protected override IReadOnlyList<Preference> Others => originals;

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = plan.Language,
        Profile = profile,
        Originals = originals,
        Slots = Slots,
        ChooseFrom = ChooseFrom,
    };

    protected override string Id(int slot) => $"{profile.Id}-g{slot}";

    protected override IReadOnlyList<GeneralizedPreferenceAnswer?> Given(GeneralizedAnswer answer) => answer.Preferences;

    protected override PreferenceSlot Claim(GeneralizedPreferenceAnswer given) => new(given.Slot, given.Type, given.Field, given.Subtopic);

    protected override Preference Read(GeneralizedPreferenceAnswer given, string id, Topic topic) => new()
    {
        Id = id,
        UserId = profile.Id,
        Kind = PreferenceKind.Generalized,
        Type = given.Type,
        Topic = topic,
        Text = given.Text.Trim(),
        Reason = given.Reason.Trim(),
        DerivedFrom = [.. given.DerivedFrom.Distinct()],
        InferReason = given.InferReason.Trim(),
        Facets = new() { Liked = given.Liked, Disliked = given.Disliked },
    };

    protected override IEnumerable<string> Faults(GeneralizedPreferenceAnswer given)
    {
        if (Texts.Length("infer_reason", given.InferReason, 3, 60) is { } length) yield return length;
        if (given.DerivedFrom.Count == 0) yield return "derived_from is empty; name the ids of originals";
        foreach (var id in given.DerivedFrom.Where(id => id is null || !_known.Contains(id))) yield return $"derived_from names '{id}', which is no original";
    }
}
