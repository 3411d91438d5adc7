using Attune.People;
using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>A user's milestones (RealPref 3.1).</summary>
internal sealed class LifeEventsDraft(RealPrefPlan plan, Profile profile, int count)
    : Draft<LifeEventsAnswer>(Synthesis.Stage.LifeEvents, $"{profile.Id}/life-events", "generate-life-events", DraftJson.Texts.LifeEventsAnswer)
{
    private const int MostWords = 60;

    private readonly DateOnly _from = Timeline.LifeBegins(profile, plan.Until);
    private IReadOnlyList<LifeEvent>? _events;

    protected override IEnumerable<string> Missing => _events is null ? [Key] : [];

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = plan.Language,
        Profile = profile,
        Count = count,
        From = _from,
        To = plan.Until,
    };

    public override Artefact Fill(Artefact artefact) => artefact with { LifeEvents = _events };

    protected override IReadOnlyList<Flaw> Take(LifeEventsAnswer answer)
    {
        List<Flaw> flaws = [.. Faults(answer.LifeEvents).Select(f => new Flaw(Key, f))];
        if (flaws.Count == 0)
            _events = [.. answer.LifeEvents.Select(e => new LifeEvent { Date = Texts.Date(e.Date), Event = e.Event.Trim() }).OrderBy(e => e.Date)];
        return flaws;
    }

    private IEnumerable<string> Faults(IReadOnlyList<LifeEventAnswer> events)
    {
        if (events.Contains(null!))
        {
            yield return "life_events holds null";
            yield break;
        }

        if (events.Count is < RealPrefPlan.FewestLifeEvents or > RealPrefPlan.MostLifeEvents) yield return $"{events.Count} events; write {count}";
        for (var i = 0; i < events.Count; i++)
        {
            if (Texts.Span($"event {i + 1}", events[i].Date, _from, plan.Until) is { } date) yield return date;
            if (Texts.Length($"event {i + 1}", events[i].Event, 2, MostWords) is { } length) yield return length;
        }

        foreach (var day in events.CountBy(e => e.Date).Where(d => d.Value > 1)) yield return $"{day.Value} events on {day.Key}; give each a day of its own";
        foreach (var same in events.CountBy(e => e.Event.Trim(), StringComparer.OrdinalIgnoreCase).Where(e => e.Value > 1)) yield return $"the event '{same.Key}' occurs twice";
    }
}
