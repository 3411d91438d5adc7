using Attune.Conversations;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>A conversation that says nothing about anybody (RealPref 3.3), for all users' histories.</summary>
internal sealed class RandomSessionDraft(long datasetSeed, string language, string id, int number, int turns, int words)
    : SessionDraft(Synthesis.Stage.RandomSessions, id, "generate-random-session", turns + 2)
{
    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = datasetSeed,
        Language = language,
        Number = number,
        Turns = turns,
        Words = words,
    };

    protected override IEnumerable<string> Faults(IReadOnlyList<Turn> turns) =>
        turns.Select(t => ExplicitWords.In(t.User)).OfType<string>().Select(word => $"the user says '{word}'; nothing may be learnt about their taste");

    protected override Session SessionOf(IReadOnlyList<Turn> turns) => new() { Id = Key, Kind = SessionKind.Random, Turns = turns };
}
