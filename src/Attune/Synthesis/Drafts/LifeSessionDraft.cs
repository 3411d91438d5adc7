using Attune.Conversations;
using Attune.People;
using Attune.Synthesis.Drafts.Answers;

namespace Attune.Synthesis.Drafts;

/// <summary>A conversation around a milestone (RealPref 3.3); it says nothing of the user's preferences.</summary>
internal sealed class LifeSessionDraft(
    RealPrefPlan plan, Profile profile, LifeEvent milestone, string id, DateOnly date, int turns, IReadOnlyList<Preference> preferences)
    : Draft<TurnsAnswer>(Synthesis.Stage.LifeSessions, id, "generate-life-session", DraftJson.Texts.TurnsAnswer)
{
    private Session? _session;

    protected override IEnumerable<string> Missing => _session is null ? [Key] : [];

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = plan.Language,
        Profile = profile,
        Event = milestone,
        Turns = turns,
    };

    public override Artefact Fill(Artefact artefact) => artefact with { Sessions = _session is null ? null : [_session] };

    protected override IReadOnlyList<Flaw> Take(TurnsAnswer answer)
    {
        if (answer.Turns.Contains(null!)) return Useless("turns holds null");
        var said = TurnChecks.Turns(answer.Turns);
        List<string> faults = [.. TurnChecks.Shape([.. said.Select(t => (t.User, t.Assistant))], 1, Math.Max(turns, 4))];
        faults.AddRange(TurnChecks.Named(said, preferences).Select(item => $"it names '{item}', which belongs to a preference; leave it out"));
        if (faults.Count == 0) _session = new() { Id = Key, UserId = profile.Id, Kind = SessionKind.LifeEvent, Date = date, Turns = said };
        return [.. faults.Select(f => new Flaw(Key, f))];
    }
}
