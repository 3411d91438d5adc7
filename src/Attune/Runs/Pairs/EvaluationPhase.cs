using System.Diagnostics;
using Attune.Models.Telemetry;

namespace Attune.Runs.Pairs;

/// <summary>Has evaluations made, so many at once, and logs each as it ends.</summary>
/// <param name="log">Where they go.</param>
/// <param name="runner">Asks.</param>
/// <param name="count">Told of each that has ended; from any thread.</param>
internal sealed class EvaluationPhase<T>(EvaluationLog<T> log, EvaluationRunner runner, Action<T> count)
    where T : EvaluationRecord
{
    /// <summary>Returns when every evaluation has ended; throws as <see cref="Dispatch{T}"/> does.</summary>
    /// <param name="evaluations">Enumerated as far as it is needed; each has orders that are missing.</param>
    /// <param name="inFlight">Evaluations at once.</param>
    /// <param name="cancellationToken">Stops them; orders that were paid for stay.</param>
    public async Task RunAsync(IEnumerable<Evaluation<T>> evaluations, int inFlight, CancellationToken cancellationToken)
    {
        using var next = evaluations.GetEnumerator();
        await new Dispatch<Evaluation<T>>(
            _ => ValueTask.FromResult(next.MoveNext() ? next.Current : null), null, inFlight, RunAsync).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync(Evaluation<T> evaluation, CancellationToken cancellationToken)
    {
        using var span = AttuneTelemetry.Source.StartActivity(evaluation.Name)?.SetTag($"attune.{evaluation.Name}.key", evaluation.Begun.Key)
            .SetTag("attune.pair", evaluation.Begun.PairId).SetTag("attune.evaluator", evaluation.Evaluator.Name.Text);
        var record = await runner.RunAsync(evaluation, log.Append, cancellationToken).ConfigureAwait(false);
        log.Append(record);
        if (record.HasFailed) span?.SetStatus(ActivityStatusCode.Error, record.Fault);
        count(record);
    }
}
