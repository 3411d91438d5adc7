using Attune.Conversations;
using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>A conversation that says nothing about anybody (RealPref 3.3), for all users' histories.</summary>
internal sealed class RandomSessionDraft(RealPrefPlan plan, string id, int number, int turns)
    : Draft<TurnsAnswer>(Synthesis.Stage.RandomSessions, id, "generate-random-session", DraftJson.Texts.TurnsAnswer)
{
    /// <summary>Words of a reply that fill RealPref's longest context (245K tokens, Table 2) with 1,000 turns.</summary>
    private const int ReplyWords = 180;

    private Session? _session;

    protected override IEnumerable<string> Missing => _session is null ? [Key] : [];

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = plan.Language,
        Number = number,
        Turns = turns,
        Words = ReplyWords,
    };

    public override Artefact Fill(Artefact artefact) => artefact with { Sessions = _session is null ? null : [_session] };

    protected override IReadOnlyList<Flaw> Take(TurnsAnswer answer)
    {
        if (answer.Turns.Contains(null!)) return Useless("turns holds null");
        var said = TurnChecks.Turns(answer.Turns);
        List<string> faults = [.. TurnChecks.Shape([.. said.Select(t => (t.User, t.Assistant))], 1, turns + 2)];
        faults.AddRange(said.Select(t => ExplicitWords.In(t.User)).OfType<string>().Select(word => $"the user says '{word}'; nothing may be learnt about their taste"));
        if (faults.Count == 0) _session = new() { Id = Key, Kind = SessionKind.Random, Turns = said };
        return [.. faults.Select(f => new Flaw(Key, f))];
    }
}
