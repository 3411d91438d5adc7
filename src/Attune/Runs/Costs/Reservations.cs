using Attune.Histories;
using Attune.Judging;
using Attune.Methods;
using Attune.Models;
using Attune.Tasks;

namespace Attune.Runs.Costs;

/// <summary>
/// The most that a trial can cost: nothing is read from a cache, all of the input is written to one, and answers are as long as
/// <c>max_output</c> allows (<see cref="Assumed.LongestAnswer"/> without it). Attempts that fail are taken to cost nothing. Thread-safe.
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
        var most = answered ? default : OfModel(trial, history?.Tokens ?? 0);
        return trial.Question.Task == TaskKind.OpenEnded ? Judge.Dimensions.Aggregate(most, (sum, dimension) => sum + OfJudge(trial, dimension)) : most;
    }

    /// <summary>What the attempts of a trial that did not say what they took can have cost; nothing where all did.</summary>
    public Spending Untold(TrialSpec trial, TrialRecord ended)
    {
        var untold = ended.AttemptsWithoutUsage > 0 ? ended.AttemptsWithoutUsage * OfModel(trial, ended.HistoryTokens) : default;
        return ended.JudgeAttemptsWithoutUsage is { } judged ? untold + judged * Judge.Dimensions.Select(d => OfJudge(trial, d)).MaxBy(s => s.Tokens) : untold;
    }

    private Spending OfModel(TrialSpec trial, long historyTokens)
    {
        var model = setup.Models[trial.Condition.Model];
        return Of(model, Input(trial, historyTokens, model), Longest(model));
    }

    private Spending OfJudge(TrialSpec trial, Dimension dimension) => Of(
        setup.Judge,
        _judgePrompts.Rubric(dimension, trial.Preference) + _judgePrompts.Case(trial.Preference, trial.Question.Query.Question) + Longest(setup.Models[trial.Condition.Model]),
        Longest(setup.Judge));

    private static int Longest(ChatModel model) => model.MaxOutput ?? Assumed.LongestAnswer;

    private static Spending Of(ChatModel model, long input, int output) => model.IsEmbedded
        ? default
        : new(Math.Max(model.Price?.Of(new(input, 0, output)) ?? 0, model.Price?.Of(new(input, 0, output, Written: input)) ?? 0), input + output);

    private long Input(TrialSpec trial, long historyTokens, ChatModel model)
    {
        var last = trial.Condition.Method == Method.Rag ? setup.LastMessage.Bare(trial.Question) + Assumed.LongestPreface : setup.LastMessage.Of(trial);
        return last + Math.Min(historyTokens, model.Window ?? long.MaxValue);
    }
}
