using Attune.Runs;
using Attune.Runs.Pairs;

namespace Attune.Training;

/// <summary>Which preference pairs of a run passed: every evaluator matched their answers, as they are now, in all four orders.</summary>
internal sealed class PassedPairs
{
    private readonly string _log;
    private readonly ILookup<(Condition Condition, string Pair), (bool Passed, string Answers)> _verdicts;
    private readonly Dictionary<(Condition Condition, string Pair), bool?> _known = [];

    /// <exception cref="BadInputException">The run has no verdicts, or its log of them is damaged.</exception>
    public PassedPairs(RunFolder run)
    {
        _log = run.LogPath;
        _verdicts = run.ReadVerdicts().ToLookup(v => (v.Condition, v.PairId), v => (v.Verdict?.Passed == true, v.Answers));
        if (_verdicts.Count == 0)
            throw new BadInputException(run.Location, "has no verdicts on pairs, so none of its answers passed", "Leave --only passed out, or run an experiment on a dataset with pairs");
    }

    /// <summary>Null where no evaluator was asked about the two answers.</summary>
    /// <param name="a">The trial of the pair's first side.</param>
    /// <param name="b">That of the second side, under the same condition.</param>
    public bool? Has(ExampleTrial a, ExampleTrial b)
    {
        var key = (a.Condition, a.QueryId);
        if (!_known.TryGetValue(key, out var passed)) _known[key] = passed = Read(_verdicts[key], a, b);
        return passed;
    }

    private bool? Read(IEnumerable<(bool Passed, string Answers)> verdicts, ExampleTrial a, ExampleTrial b)
    {
        var said = verdicts.ToList();
        if (said.Count == 0) return null;

        // An answer that was made again after the verdict is not the one that passed.
        var now = PairAnswers.IdentityOf(PairAnswers.AnswersOf(_log, a.Place, b.Place));
        return said.TrueForAll(v => v.Answers == now) ? said.TrueForAll(v => v.Passed) : null;
    }
}
