using System.Collections.Concurrent;
using Attune.Judging;
using Attune.Models;
using Attune.Runs.Pairs;
using Attune.Tokens;
using Attune.Web.Hosting;

namespace Attune.Web.Annotation.Contests;

/// <summary>Asks models about contests while annotators wait. Thread-safe.</summary>
internal sealed class ContestAsker(ConsoleOptions options, ILogger<ContestAsker> log)
{
    private readonly ConcurrentDictionary<string, RetryingChatClient> _models = new(StringComparer.Ordinal);
    private readonly MessageTokens _tokens = new(Tokenizer.Default);

    /// <summary>What a model says of a contest in one order of the seats; null where it cannot be asked or says nothing that can be read. Nobody is told why but the log: annotators must not learn which model it is.</summary>
    public async Task<ContestOpinion?> AskAsync(ShownContest contest, string model, bool swapped, CancellationToken cancellationToken)
    {
        try
        {
            var client = _models.GetOrAdd(model, name => new(options.Workbench.Resolve(ModelName.Parse(name), _tokens).Client));
            var verdict = await new ContestEvaluator(client).EvaluateAsync(contest.ByA, contest.ByB, new(swapped), cancellationToken);
            if (verdict.State is SeatState.WonByA or SeatState.WonByB or SeatState.Tied) return new(model, swapped, verdict.State, verdict.Rationale);
            log.LogWarning("A model gave no opinion of a contest: {State}", verdict.State);
        }
        catch (Exception e) when (e is BadInputException or ModelCallException)
        {
            log.LogWarning("A model could not be asked for its opinion of a contest: {Fault}", e.Message);
        }

        return null;
    }
}
