using Attune.Histories;
using Attune.Judging;
using Attune.Methods;
using Attune.Models;
using Attune.Tasks;

namespace Attune.Runs.Costs;

/// <summary>
/// The most that a trial can cost: nothing is read from a cache, all of the input is written to one, and answers are as long as
/// <c>max_output</c> allows (<see cref="Assumed.LongestAnswer"/> without it). Each call is taken to be made once: see <see cref="Allotment"/>. Thread-safe.
/// </summary>
internal sealed class Reservations(RunSetup setup)
{
    private readonly JudgePrompts _judgePrompts = new(setup.Prompts, setup.Tokens);

    /// <summary>What to reserve for a trial.</summary>
    /// <param name="trial">What to ask.</param>
    /// <param name="history">Null for the blind floor.</param>
    /// <param name="answered">True where only the judge is asked.</param>
    public Spending Of(TrialSpec trial, History? history, bool answered)
    {
        var most = answered ? default : Calls(trial, history?.Tokens ?? 0).Aggregate((sum, call) => sum + call);
        return trial.Question.Task == TaskKind.OpenEnded ? Judge.Dimensions.Aggregate(most, (sum, dimension) => sum + OfJudge(trial, dimension)) : most;
    }

    /// <summary>What the attempts of a trial that did not say what they took can have cost; nothing where all did.</summary>
    public Spending Untold(TrialSpec trial, TrialRecord ended)
    {
        var untold = ended.AttemptsWithoutUsage > 0 ? ended.AttemptsWithoutUsage * OfAttempt(trial, ended.HistoryTokens) : default;
        return ended.JudgeAttemptsWithoutUsage is { } judged ? untold + judged * OfJudgeAttempt(trial) : untold;
    }

    /// <summary>The most that one call of the trial's method can cost.</summary>
    public Spending OfAttempt(TrialSpec trial, long historyTokens) => Calls(trial, historyTokens).MaxBy(s => s.Tokens);

    /// <summary>The most that one call to the judge can cost.</summary>
    public Spending OfJudgeAttempt(TrialSpec trial) => Judge.Dimensions.Select(d => OfJudge(trial, d)).MaxBy(s => s.Tokens);

    private Spending OfJudge(TrialSpec trial, Dimension dimension) => Of(
        setup.Judge,
        _judgePrompts.Rubric(dimension, trial.Preference) + _judgePrompts.Case(trial.Preference, trial.Question.Query.Question) + Longest(setup.Models[trial.Condition.Model]),
        Longest(setup.Judge));

    private static int Longest(ChatModel model) => model.MaxOutput ?? Assumed.LongestAnswer;

    /// <summary>The most that one call can cost that has so many tokens.</summary>
    public static Spending OfCall(ChatModel model, long input) => Of(model, input, Longest(model));

    private static Spending Of(ChatModel model, long input, int output) => model.IsEmbedded
        ? default
        : new(Math.Max(model.Price?.Of(new(input, 0, output)) ?? 0, model.Price?.Of(new(input, 0, output, Written: input)) ?? 0), input + output);

    /// <summary>Each call of the trial's method; a later one can quote all that was answered before.</summary>
    private IEnumerable<Spending> Calls(TrialSpec trial, long historyTokens)
    {
        var model = setup.Models[trial.Condition.Model];
        var onHistory = Math.Min(historyTokens, model.Window ?? long.MaxValue);
        var inputs = trial.Condition.Method == Method.Rag
            ? [setup.LastMessage.Bare(trial.Question) + Assumed.LongestPreface + onHistory]
            : setup.LastMessage.Calls(trial).Select((call, i) => call.Last + i * Longest(model) + (call.OnHistory ? onHistory : 0));
        return inputs.Select(input => Of(model, input, Longest(model)));
    }
}
