using Attune.Judging;
using Attune.Models;
using Attune.Runs.Costs;
using Microsoft.Extensions.AI;

namespace Attune.Runs.Pairs;

/// <summary>Asks evaluators, within a run's budget. Thread-safe.</summary>
/// <param name="setup">The run.</param>
/// <param name="budget">Null where there is none.</param>
internal sealed class EvaluationRunner(RunSetup setup, Budget? budget)
{
    /// <summary>Asks an evaluator in every missing order; a call that fails gives an order that says so. Only cancellation throws, and what would fail all others too.</summary>
    /// <param name="evaluation">What to ask.</param>
    /// <param name="keep">Keeps what was paid for while the other orders are asked.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="ModelCallException"><see cref="ModelCallException.EndsRun"/>: the key, the model or the account is at fault.</exception>
    /// <exception cref="BudgetReachedException">There is no room for it, and nothing is under way that could leave some.</exception>
    public async Task<T> RunAsync<T>(Evaluation<T> evaluation, Action<T> keep, CancellationToken cancellationToken)
        where T : EvaluationRecord
    {
        var most = budget is null && evaluation.Evaluator.IsEmbedded
            ? default
            : Reservations.OfCall(evaluation.Evaluator, evaluation.Prompt(setup.Prompts).Sum(m => (long)setup.Tokens.Count(m)));
        var allotment = new EvaluationAllotment(budget, most, evaluation.Begun);
        await allotment.OpenAsync(evaluation.Missing, cancellationToken).ConfigureAwait(false);
        try
        {
            var record = evaluation.Begun;
            for (var order = 0; order < evaluation.Missing; order++)
            {
                var meter = new CallMeter(evaluation.Evaluator.Price);
                try
                {
                    var asked = await evaluation.AskAsync(record, order, To(evaluation, meter, allotment), setup.Prompts, cancellationToken).ConfigureAwait(false);
                    record = (T)allotment.Told(asked, meter);
                }
                catch when (meter.MayHaveCost)
                {
                    keep((T)allotment.Told(record, meter));
                    throw;
                }

                if (meter.Attempts > 0 && !evaluation.Evaluator.IsEmbedded && order < evaluation.Missing - 1) keep(record);
            }

            return record;
        }
        finally
        {
            allotment.Close();
        }
    }

    private IChatClient To<T>(Evaluation<T> evaluation, CallMeter meter, EvaluationAllotment allotment)
        where T : EvaluationRecord
    {
        var model = evaluation.Evaluator;
        var asked = setup.Calls.To(
            model, meter, each => new WholeReplyChatClient(each, $"evaluator {model.Name}", evaluation.BreaksOff, NamingReply.BrokenOff), allotment.TryAgain);
        return model.ContextWindow is { } window ? new ContextWindowChatClient(asked, model.Name.Text, window, model.MaxOutput, setup.Tokens) : asked;
    }
}
