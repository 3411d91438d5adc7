using Attune.People;
using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>A user's original preferences (RealPref 3.2, appendix A.2).</summary>
internal sealed class PreferencesDraft(RealPrefPlan plan, Profile profile, IReadOnlyList<PreferenceSlot> slots, IReadOnlyList<Topic> chooseFrom)
    : SlottedDraft<PreferencesAnswer, PreferenceAnswer>(
        Synthesis.Stage.Preferences, $"{profile.Id}/preferences", "generate-preferences", DraftJson.Texts.PreferencesAnswer, slots, chooseFrom)
{
    private readonly DateOnly _from = Timeline.PreferencesBegin(profile, plan.Until);
    private readonly DateOnly _to = plan.Until.AddDays(-Schedule.LongestAfter);

    protected override IReadOnlyList<Preference> Others => [];

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = plan.Language,
        Profile = profile,
        Slots = Slots,
        ChooseFrom = ChooseFrom,
        From = _from,
        To = _to,
    };

    protected override string Id(int slot) => $"{profile.Id}-p{slot:00}";

    protected override IReadOnlyList<PreferenceAnswer?> Given(PreferencesAnswer answer) => answer.Preferences;

    protected override PreferenceSlot Claim(PreferenceAnswer given) => new(given.Slot, given.Type, given.Field, given.Subtopic);

    protected override Preference Read(PreferenceAnswer given, string id, Topic topic) => new()
    {
        Id = id,
        UserId = profile.Id,
        Kind = PreferenceKind.Original,
        Type = given.Type,
        Topic = topic,
        Text = given.Text.Trim(),
        Reason = given.Reason.Trim(),
        Event = new() { Date = Texts.Date(given.Event.Date), Text = given.Event.Text.Trim() },
        Facets = new() { Liked = given.Liked, Disliked = given.Disliked },
    };

    protected override IEnumerable<string> Faults(PreferenceAnswer given)
    {
        if (Texts.Span("its event", given.Event.Date, _from, _to) is { } date) yield return date;
        if (Texts.Length("the text of its event", given.Event.Text, 3, 70) is { } length) yield return length;
    }
}
