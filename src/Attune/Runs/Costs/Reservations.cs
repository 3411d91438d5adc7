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
        var model = setup.Models[trial.Condition.Model];
        var answer = Longest(model);
        var most = answered ? default : Inputs(trial, history, model).Aggregate(default(Spending), (sum, input) => sum + Of(model, input, answer));
        if (trial.Question.Task != TaskKind.OpenEnded) return most;
        foreach (var dimension in Judge.Dimensions)
            most += Of(setup.Judge, _judgePrompts.Rubric(dimension, trial.Preference) + _judgePrompts.Case(trial.Preference, trial.Question.Query.Question) + answer, Longest(setup.Judge));
        return most;
    }

    private static int Longest(ChatModel model) => model.MaxOutput ?? Assumed.LongestAnswer;

    private static Spending Of(ChatModel model, long input, int output) => model.IsEmbedded
        ? default
        : new(Math.Max(model.Price?.Of(new(input, 0, output)) ?? 0, model.Price?.Of(new(input, 0, output, Written: input)) ?? 0), input + output);

    /// <summary>The input of each call; a later call can quote all that was answered before.</summary>
    private IEnumerable<long> Inputs(TrialSpec trial, History? history, ChatModel model)
    {
        var onHistory = Math.Min(history?.Tokens ?? 0, model.Window ?? long.MaxValue);
        return trial.Condition.Method == Method.Rag
            ? [setup.LastMessage.Bare(trial.Question) + Assumed.LongestPreface + onHistory]
            : setup.LastMessage.Calls(trial).Select((call, i) => call.Last + i * Longest(model) + (call.OnHistory ? onHistory : 0));
    }
}
