using Attune.Conversations;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>A conversation that says nothing about anybody (RealPref 3.3), for all users' histories.</summary>
internal sealed class RandomSessionDraft(RealPrefPlan plan, string id, int number, int turns)
    : SessionDraft(Synthesis.Stage.RandomSessions, id, "generate-random-session", turns + 2)
{
    /// <summary>Words of a reply that fill RealPref's longest context (245K tokens, Table 2) with 1,000 turns.</summary>
    private const int ReplyWords = 180;

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

    protected override IEnumerable<string> Faults(IReadOnlyList<Turn> turns) =>
        turns.Select(t => ExplicitWords.In(t.User)).OfType<string>().Select(word => $"the user says '{word}'; nothing may be learnt about their taste");

    protected override Session SessionOf(IReadOnlyList<Turn> turns) => new() { Id = Key, Kind = SessionKind.Random, Turns = turns };
}
