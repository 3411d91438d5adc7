using Attune.Conversations;
using Attune.People;

namespace Attune.Synthesis.Drafts;

/// <summary>A conversation around a milestone (RealPref 3.3); it says nothing of the user's preferences.</summary>
internal sealed class LifeSessionDraft(
    RealPrefPlan plan, Profile profile, LifeEvent milestone, string id, DateOnly date, int turns, IReadOnlyList<Preference> preferences)
    : SessionDraft(Synthesis.Stage.LifeSessions, id, "generate-life-session", MostTurns)
{
    private const int MostTurns = 4;

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

    protected override IEnumerable<string> Faults(IReadOnlyList<Turn> turns) =>
        TurnChecks.Named(turns, preferences).Select(item => $"it names '{item}', which belongs to a preference; leave it out");

    protected override Session SessionOf(IReadOnlyList<Turn> turns) => new() { Id = Key, UserId = profile.Id, Kind = SessionKind.LifeEvent, Date = date, Turns = turns };
}
