using System.Security.Cryptography;
using Attune.Conversations;
using Attune.Datasets.Exporting;
using Attune.Runs;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Training;

/// <summary>Writes the conversations of one part, answers read from the log one at a time.</summary>
internal sealed class PartWriter(RunSource source, TrainingFormat format, AsideFile file, Losses leftOut)
{
    private readonly HashSet<string> _random = new(StringComparer.Ordinal);
    private readonly List<List<Example>> _lines = [];
    private long _tokens;
    private (long Tokens, int Line) _longest;
    private int _notAlternating;

    public WrittenPart Write(string name, IReadOnlyList<Example> examples, CancellationToken cancellationToken)
    {
        using (var stream = file.Create())
        using (var writer = new ConversationWriter(stream, format))
        using (var known = new ConversationKeys())
        {
            foreach (var (example, chosen, rejected) in Answers(examples))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (rejected == chosen) leftOut.Add("both answers alike");
                else Write(writer, known, example, chosen, rejected);
            }
        }

        return new(PartOf(name), _lines, _random);
    }

    private void Write(ConversationWriter writer, ConversationKeys known, Example example, string chosen, string? rejected)
    {
        var history = source.HistoryOf(example.Chosen);
        IReadOnlyList<ChatMessage> prompt = [.. history?.Messages ?? [], new(ChatRole.User, example.Question)];
        if (known.LineOf(prompt, chosen, rejected) is { } line)
        {
            _lines[line].Add(example);
            leftOut.Add("same as another conversation");
            return;
        }

        if (rejected is null) writer.Answer(prompt, chosen);
        else writer.Pair(prompt, chosen, rejected);

        _lines.Add([example]);
        foreach (var transcript in history?.Transcripts ?? [])
            if (transcript.Session.Kind == SessionKind.Random) _random.Add(transcript.Session.Id);
        if (prompt.Zip(prompt.Skip(1)).Any(p => p.First.Role == p.Second.Role)) _notAlternating++;
        Count(source.Tokens.Count(prompt), Tokenizer.Default.Count(chosen), rejected is null ? 0 : Tokenizer.Default.Count(rejected));
    }

    private void Count(long prompt, long chosen, long rejected)
    {
        _tokens += prompt + chosen + rejected;
        var longest = prompt + Math.Max(chosen, rejected);
        if (longest > _longest.Tokens) _longest = (longest, _lines.Count);
    }

    private IEnumerable<(Example Example, string Chosen, string? Rejected)> Answers(IReadOnlyList<Example> examples)
    {
        using var trials = RunLog.Read(source.Folder.LogPath, examples.SelectMany(Places)).GetEnumerator();
        foreach (var example in examples)
            yield return (example, Next(trials), example.Rejected is null ? null : Next(trials));
    }

    private static IEnumerable<LoggedTrial> Places(Example example) =>
        example.Rejected is { } rejected ? [example.Chosen.Place, rejected.Place] : [example.Chosen.Place];

    private static string Next(IEnumerator<TrialRecord> trials)
    {
        trials.MoveNext();
        return AnswerFitness.TextOf(trials.Current);
    }

    private TrainingPart PartOf(string name)
    {
        using var stream = File.OpenRead(file.Location);
        return new()
        {
            Name = name,
            File = file.Target,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(stream)),
            Conversations = _lines.Count,
            Tokens = _tokens,
            LongestTokens = _longest.Tokens,
            LongestLine = _longest.Line,
            NotAlternating = _notAlternating,
            Users = Distinct(e => [e.Chosen.UserId]),
            Topics = Distinct(e => e.Topics),
            Queries = Distinct(e => [e.Chosen.QueryId]),
        };
    }

    private string[] Distinct(Func<Example, IEnumerable<string>> names) => [.. _lines.SelectMany(line => line).SelectMany(names).Distinct(StringComparer.Ordinal)];
}
