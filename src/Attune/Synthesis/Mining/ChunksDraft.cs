using Attune.Synthesis.Drafts;
using Attune.Synthesis.Drafts.Answers;

namespace Attune.Synthesis.Mining;

/// <summary>
/// The topics of a window of chats, and what each tells about the user (InterPref 3.2 and 3.3.1, Figure 9). Ranges that cannot be used
/// and sentences that are ill-formed are asked for again; sentences that look like an attack are dropped without asking.
/// </summary>
internal sealed class ChunksDraft(MiningPlan plan, string user, ChatWindow window)
    : Draft<ChunksAnswer>(MiningStage.Chunks, $"{user}/chunks-{window.First:000000}", "mine-chunks", DraftJson.Texts.ChunksAnswer)
{
    private IReadOnlyList<Chunk>? _chunks;
    private IReadOnlyList<Flaw> _flaws = [];

    protected override IEnumerable<string> Missing => _chunks is null ? [Item(window.First)] : [];

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = "English",
        Messages = window.Messages,
    };

    public override Artefact Fill(Artefact artefact) => artefact with { Chunks = _chunks };

    protected override IReadOnlyList<Flaw> Take(ChunksAnswer answer)
    {
        if (answer.Chunks.Contains(null!)) return Useless("chunks holds null");
        List<ChunkAnswer> ordered = [.. answer.Chunks.OrderBy(c => c.BeginMessage)];
        List<string> faults = [.. ChunkRanges.Faults(ordered, window)];
        if (faults.Count > 0) return _chunks is null ? [.. faults.Select(f => new Flaw(Item(window.First), f))] : _flaws;

        var flaws = new List<Flaw>();
        List<Chunk> chunks = [.. ordered.Select(c => Read(c, flaws))];
        if (_chunks is null || flaws.Count < _flaws.Count) (_chunks, _flaws) = (chunks, flaws);
        return _flaws;
    }

    private Chunk Read(ChunkAnswer given, List<Flaw> flaws)
    {
        var refused = new List<string>();
        var topic = UserSentence.Topic(given.Topic);
        if (topic.Attack is { } told) refused.Add($"topic: {told}");
        if (topic.Fault is { } flaw) flaws.Add(new(Item(given.BeginMessage), $"the topic of the chunk from {given.BeginMessage} {flaw}"));
        return new(given.BeginMessage, given.EndMessage, topic.Text, Sentences("personal_profile", given.PersonalProfile), Sentences("response_format", given.ResponseFormat), refused);

        List<string> Sentences(string list, IReadOnlyList<string> texts)
        {
            var taken = new List<string>();
            foreach (var text in texts.Take(UserSentence.MostInList))
            {
                var sentence = UserSentence.Read(text);
                if (sentence.Attack is { } attack) refused.Add($"{list}: {attack}");
                else if (sentence.Fault is { } fault) flaws.Add(new(Item(given.BeginMessage), $"{list} of the chunk from {given.BeginMessage}: {fault}"));
                else if (!taken.Contains(sentence.Text!, StringComparer.OrdinalIgnoreCase)) taken.Add(sentence.Text!);
            }

            if (texts.Count > UserSentence.MostInList)
                flaws.Add(new(Item(given.BeginMessage), $"{list} of the chunk from {given.BeginMessage} has {texts.Count} sentences; write the {UserSentence.MostInList} that matter at most"));
            return taken;
        }
    }

    private string Item(int turn) => $"{user}/{turn}";
}
