using System.Text.Json.Serialization.Metadata;
using Attune.People;

namespace Attune.Synthesis.Drafts;

/// <summary>A user's preferences, one a slot. What fits its slot is kept; only the other slots are asked for again.</summary>
/// <typeparam name="TAnswer">The answer.</typeparam>
/// <typeparam name="TGiven">What it gives for a slot.</typeparam>
internal abstract class SlottedDraft<TAnswer, TGiven>(
    string stage, string key, string prompt, JsonTypeInfo<TAnswer> type, IReadOnlyList<PreferenceSlot> slots, IReadOnlyList<Topic> chooseFrom)
    : Draft<TAnswer>(stage, key, prompt, type)
    where TAnswer : class
    where TGiven : class
{
    private readonly SortedDictionary<int, Preference> _made = [];
    private readonly SlotTopics _topics = new(chooseFrom);

    protected IReadOnlyList<PreferenceSlot> Slots => slots;

    protected IReadOnlyList<Topic> ChooseFrom { get; } = chooseFrom;

    protected override IEnumerable<string> Missing => slots.Where(s => !_made.ContainsKey(s.Slot)).Select(s => Id(s.Slot));

    public override Artefact Fill(Artefact artefact) => artefact with { Preferences = [.. _made.Values] };

    /// <summary>The preferences that the user has besides.</summary>
    protected abstract IReadOnlyList<Preference> Others { get; }

    protected abstract string Id(int slot);

    protected abstract IReadOnlyList<TGiven?> Given(TAnswer answer);

    /// <summary>The slot, type and topic that it claims.</summary>
    protected abstract PreferenceSlot Claim(TGiven given);

    protected abstract Preference Read(TGiven given, string id, Topic topic);

    /// <summary>What is wrong with it beyond what holds for all preferences.</summary>
    protected abstract IEnumerable<string> Faults(TGiven given);

    protected override IReadOnlyList<Flaw> Take(TAnswer answer)
    {
        var flaws = new List<Flaw>();
        foreach (var slot in slots.Where(s => !_made.ContainsKey(s.Slot)).ToList())
        {
            var faults = Given(answer).FirstOrDefault(g => g is not null && Claim(g).Slot == slot.Slot) is { } given ? Take(slot, given) : ["it is missing"];
            flaws.AddRange(faults.Select(f => new Flaw(Id(slot.Slot), $"slot {slot.Slot}: {f}")));
        }

        return flaws;
    }

    private List<string> Take(PreferenceSlot slot, TGiven given)
    {
        var claim = Claim(given);
        var topic = _topics.Of(slot, claim.Field!, claim.Subtopic!, out var wrongTopic);
        var preference = Read(given, Id(slot.Slot), topic ?? new() { Field = claim.Field!, Subtopic = claim.Subtopic! });
        List<string> faults = [.. PreferenceChecks.Of(preference, [.. Others, .. _made.Values])];
        if (wrongTopic is not null) faults.Add(wrongTopic);
        if (claim.Type != slot.Type) faults.Add($"its type is {Word.Of(claim.Type)}; it must be {Word.Of(slot.Type)}");
        faults.AddRange(Faults(given));
        if (faults.Count > 0) return faults;
        _made[slot.Slot] = preference;
        _topics.Take(topic!);
        return faults;
    }
}
