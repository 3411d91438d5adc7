using Attune.Methods;
using Attune.Models;
using Attune.Runs;
using Attune.Runs.Costs;
using Attune.Tasks;
using Attune.Tokens;

namespace Attune.Audits.Gates;

/// <summary>Has models answer the closed questions of a dataset without any history, as a run in a folder that is removed afterwards.</summary>
internal sealed class BlindAnswers(AuditOptions options, Func<ModelName, MessageTokens, ChatModel> resolve)
{
    /// <summary>The embedded floor: what a model without memory gets.</summary>
    public const string Generic = "embedded:generic";

    public IReadOnlyList<string> Models { get; } = [.. new[] { Generic, options.Model }.OfType<string>().Distinct()];

    /// <summary>Every trial. What endpoints answered is in the response cache, if there is one: after an interruption it is not paid for again.</summary>
    /// <param name="subject">Whose questions.</param>
    /// <param name="budget">Takes what it costs; null where nothing limits it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<TrialRecord>> AskAsync(AuditSubject subject, Budget? budget, CancellationToken cancellationToken)
    {
        var experiment = new Experiment
        {
            Dataset = subject.Dataset.Location,
            Models = Models,
            Tasks = [Word.Of(TaskKind.MultipleChoice), Word.Of(TaskKind.TrueFalse)],
            Methods = [Method.NoHistory],
            Contexts = ["simple"],
            LimitUsers = subject.Profiles.Count,
            Seed = subject.Seed,
            Prompts = options.Prompts,
            AllowSelfJudge = true,
        };
        var folder = Directory.CreateTempSubdirectory("attune-audit-").FullName;
        try
        {
            var run = new RunOptions
            {
                Out = folder,
                Concurrency = options.Concurrency,
                Retry = options.Retry,
                Cache = options.Cache,
                Log = options.Log,
                MaxCost = options.MaxCost,
                MaxTokens = options.MaxTokens,
                Progress = totals => subject.Tell(GuessabilityGate.Title, totals.Done + totals.Failed, totals.Planned),
            };
            var runner = new Runner(experiment, resolve, run);
            await runner.RunAsync(cancellationToken).ConfigureAwait(false);
            List<TrialRecord> trials = [.. runner.Folder.ReadTrials()];
            if (budget is not null && budget.TryReserve(default)) budget.Settle(default, trials.Aggregate(default(Spending), (sum, t) => sum + Spending.Of(t, experiment.Judge)));
            return trials;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
