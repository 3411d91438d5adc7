using Attune.Conversations;
using Attune.Synthesis.Drafts.Answers;

namespace Attune.Synthesis.Drafts;

/// <summary>One conversation.</summary>
/// <param name="stage">Its stage.</param>
/// <param name="id">The session's id.</param>
/// <param name="prompt">The prompt that asks for it.</param>
/// <param name="mostTurns">Turns at most; fewer than asked for will do.</param>
internal abstract class SessionDraft(string stage, string id, string prompt, int mostTurns)
    : Draft<TurnsAnswer>(stage, id, prompt, DraftJson.Texts.TurnsAnswer)
{
    private Session? _session;

    protected override IEnumerable<string> Missing => _session is null ? [Key] : [];

    public override Artefact Fill(Artefact artefact) => artefact with { Sessions = _session is null ? null : [_session] };

    /// <summary>What is wrong with what is said.</summary>
    protected abstract IEnumerable<string> Faults(IReadOnlyList<Turn> turns);

    protected abstract Session SessionOf(IReadOnlyList<Turn> turns);

    protected override IReadOnlyList<Flaw> Take(TurnsAnswer answer)
    {
        if (answer.Turns.Contains(null!)) return Useless("turns holds null");
        IReadOnlyList<Turn> turns = [.. answer.Turns.Select(t => new Turn { User = t.User.Trim(), Assistant = t.Assistant.Trim() })];
        List<string> faults = [.. TurnChecks.Shape([.. turns.Select(t => (t.User, t.Assistant))], 1, mostTurns), .. Faults(turns)];
        if (faults.Count == 0) _session = SessionOf(turns);
        return [.. faults.Select(f => new Flaw(Key, f))];
    }
}
