using Attune.People;
using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>A user's generalized preferences (RealPref 3.2): told of nowhere, and yet to be expected.</summary>
internal sealed class GeneralizedDraft(
    RealPrefPlan plan, Profile profile, IReadOnlyList<Preference> originals, IReadOnlyList<PreferenceSlot> slots, IReadOnlyList<Topic> chooseFrom)
    : Draft<GeneralizedAnswer>(Synthesis.Stage.Generalized, $"{profile.Id}/generalized", "generate-generalized", DraftJson.Texts.GeneralizedAnswer)
{
    private readonly SortedDictionary<int, Preference> _made = [];
    private readonly SlotTopics _topics = new(chooseFrom);
    private readonly HashSet<string> _known = [.. originals.Select(o => o.Id)];

    protected override IEnumerable<string> Missing => slots.Where(s => !_made.ContainsKey(s.Slot)).Select(s => Id(s.Slot));

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = plan.Language,
        Profile = profile,
        Originals = originals,
        Slots = slots,
        ChooseFrom = chooseFrom,
    };

    public override Artefact Fill(Artefact artefact) => artefact with { Preferences = [.. _made.Values] };

    protected override IReadOnlyList<Flaw> Take(GeneralizedAnswer answer)
    {
        var flaws = new List<Flaw>();
        foreach (var slot in slots.Where(s => !_made.ContainsKey(s.Slot)).ToList())
        {
            var faults = answer.Preferences.FirstOrDefault(p => p?.Slot == slot.Slot) is { } given ? Take(slot, given) : ["it is missing"];
            flaws.AddRange(faults.Select(f => new Flaw(Id(slot.Slot), $"slot {slot.Slot}: {f}")));
        }

        return flaws;
    }

    private List<string> Take(PreferenceSlot slot, GeneralizedPreferenceAnswer given)
    {
        var topic = _topics.Of(slot, given.Field, given.Subtopic, out var wrongTopic);
        var preference = new Preference
        {
            Id = Id(slot.Slot),
            UserId = profile.Id,
            Kind = PreferenceKind.Generalized,
            Type = given.Type,
            Topic = topic ?? new() { Field = given.Field, Subtopic = given.Subtopic },
            Text = given.Text.Trim(),
            Reason = given.Reason.Trim(),
            DerivedFrom = [.. given.DerivedFrom.Distinct()],
            InferReason = given.InferReason.Trim(),
            Facets = new() { Liked = given.Liked, Disliked = given.Disliked },
        };
        List<string> faults = [.. PreferenceChecks.Of(preference, [.. originals, .. _made.Values])];
        if (wrongTopic is not null) faults.Add(wrongTopic);
        if (given.Type != slot.Type) faults.Add($"its type is {Word.Of(given.Type)}; it must be {Word.Of(slot.Type)}");
        if (Texts.Length("infer_reason", given.InferReason, 3, 60) is { } length) faults.Add(length);
        if (given.DerivedFrom.Count == 0) faults.Add("derived_from is empty; name the ids of originals");
        faults.AddRange(given.DerivedFrom.Where(id => id is null || !_known.Contains(id)).Select(id => $"derived_from names '{id}', which is no original"));
        if (faults.Count > 0) return faults;
        _made[slot.Slot] = preference;
        _topics.Take(topic!);
        return faults;
    }

    private string Id(int slot) => $"{profile.Id}-g{slot}";
}
