using System.Security.Cryptography;
using System.Text;
using Attune.Judging;

namespace Attune.Runs.Pairs;

/// <summary>The answers of a run's preference pairs: where they stand in its log is in memory, they themselves are read when they are asked for. Thread-safe.</summary>
internal sealed class PairAnswers
{
    private readonly string _log;
    private readonly Dictionary<string, LoggedTrial> _byKey;

    /// <param name="log">The path of the run's log of trials.</param>
    /// <exception cref="BadInputException">It is damaged.</exception>
    public PairAnswers(string log)
    {
        _log = log;
        _byKey = RunLog.Index(log).Where(t => t.Outcome != TrialOutcome.Failed).ToDictionary(t => t.Key, StringComparer.Ordinal);
    }

    /// <summary>True where both users have an answer.</summary>
    public bool Has(PlannedPair planned) => IsAnswered(planned.KeyA) && IsAnswered(planned.KeyB);

    /// <summary>
    /// The pair as it was answered, and the identity of the answers; an answer that is refused or empty is an empty one. Null where one of
    /// the two trials has not come to its end.
    /// </summary>
    public (AnsweredPair Pair, string Identity)? Of(PlannedPair planned)
    {
        if (!_byKey.TryGetValue(planned.KeyA, out var a) || !_byKey.TryGetValue(planned.KeyB, out var b)) return null;
        var answers = AnswersOf(_log, a, b);
        return (planned.Answered(answers[0], answers[1]), IdentityOf(answers));
    }

    /// <summary>The answers of a pair's trials; one that is refused or empty is an empty one.</summary>
    public static IReadOnlyList<string> AnswersOf(string log, LoggedTrial a, LoggedTrial b) =>
        [.. RunLog.Read(log, [a, b]).Select(t => t.Outcome == TrialOutcome.Answered ? t.Answer ?? "" : "")];

    /// <summary>What tells these answers, A first, from others.</summary>
    public static string IdentityOf(IReadOnlyList<string> answers) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', answers))).AsSpan(0, 12));

    private bool IsAnswered(string key) => _byKey.GetValueOrDefault(key)?.Outcome == TrialOutcome.Answered;
}
