using Attune.People;
using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>A user's original preferences (RealPref 3.2, appendix A.2), one a slot.</summary>
internal sealed class PreferencesDraft(RealPrefPlan plan, Profile profile, IReadOnlyList<PreferenceSlot> slots, IReadOnlyList<Topic> chooseFrom)
    : Draft<PreferencesAnswer>(Synthesis.Stage.Preferences, $"{profile.Id}/preferences", "generate-preferences", DraftJson.Texts.PreferencesAnswer)
{
    private readonly DateOnly _from = Timeline.PreferencesBegin(profile, plan.Until);
    private readonly DateOnly _to = plan.Until.AddDays(-Schedule.LongestAfter);
    private readonly SortedDictionary<int, Preference> _made = [];
    private readonly SlotTopics _topics = new(chooseFrom);

    protected override IEnumerable<string> Missing => slots.Where(s => !_made.ContainsKey(s.Slot)).Select(s => Id(s.Slot));

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = plan.Language,
        Profile = profile,
        Slots = slots,
        ChooseFrom = chooseFrom,
        From = _from,
        To = _to,
    };

    public override Artefact Fill(Artefact artefact) => artefact with { Preferences = [.. _made.Values] };

    protected override IReadOnlyList<Flaw> Take(PreferencesAnswer answer)
    {
        var flaws = new List<Flaw>();
        foreach (var slot in slots.Where(s => !_made.ContainsKey(s.Slot)).ToList())
        {
            var faults = answer.Preferences.FirstOrDefault(p => p?.Slot == slot.Slot) is { } given ? Take(slot, given) : ["it is missing"];
            flaws.AddRange(faults.Select(f => new Flaw(Id(slot.Slot), $"slot {slot.Slot}: {f}")));
        }

        return flaws;
    }

    private List<string> Take(PreferenceSlot slot, PreferenceAnswer given)
    {
        var topic = _topics.Of(slot, given.Field, given.Subtopic, out var wrongTopic);
        var preference = new Preference
        {
            Id = Id(slot.Slot),
            UserId = profile.Id,
            Kind = PreferenceKind.Original,
            Type = given.Type,
            Topic = topic ?? new() { Field = given.Field, Subtopic = given.Subtopic },
            Text = given.Text.Trim(),
            Reason = given.Reason.Trim(),
            Event = new() { Date = Texts.Date(given.Event.Date), Text = given.Event.Text.Trim() },
            Facets = new() { Liked = given.Liked, Disliked = given.Disliked },
        };
        List<string> faults = [.. PreferenceChecks.Of(preference, _made.Values)];
        if (wrongTopic is not null) faults.Add(wrongTopic);
        if (given.Type != slot.Type) faults.Add($"its type is {Word.Of(given.Type)}; it must be {Word.Of(slot.Type)}");
        if (Texts.Span("its event", given.Event.Date, _from, _to) is { } date) faults.Add(date);
        if (Texts.Length("the text of its event", given.Event.Text, 3, 70) is { } length) faults.Add(length);
        if (faults.Count > 0) return faults;
        _made[slot.Slot] = preference;
        _topics.Take(topic!);
        return faults;
    }

    private string Id(int slot) => $"{profile.Id}-p{slot:00}";
}
