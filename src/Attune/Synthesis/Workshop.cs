using Attune.Models;
using Attune.Runs.Costs;
using Attune.Synthesis.Drafts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attune.Synthesis;

/// <summary>What a pipeline has drafts made with: its model and prompts, the log of what is made, and the budget of the dataset. Thread-safe.</summary>
internal sealed class Workshop : IDisposable
{
    private readonly Maker _maker;
    private readonly ArtefactLog _log;
    private readonly SortedSet<string> _models = new(StringComparer.Ordinal);

    /// <param name="bench">The model and the prompts.</param>
    /// <param name="folder">Held by the caller.</param>
    /// <param name="seedOf">The seed of a draft's request.</param>
    /// <param name="options">How to make.</param>
    /// <param name="tally">Counts what is made.</param>
    /// <param name="spentBesides">What was spent before on other things than artefacts.</param>
    public Workshop(Workbench bench, MakingFolder folder, Func<Draft, long> seedOf, GenerationOptions options, GenerationTally tally, Spending spentBesides = default)
    {
        InFlight = Math.Max(options.Concurrency ?? 8, 1);
        Retry = new(options.Retry ?? new(), options.Log ?? NullLogger.Instance);
        _log = new(folder.Artefacts, bench.Model.IsEmbedded);
        Budget = options.MaxCost is null && options.MaxTokens is null ? null : new(options.MaxCost, options.MaxTokens, _log.Spent + spentBesides);
        _maker = new(bench.Model, new(Retry, options.Cache), bench.Prompts, bench.Tokens, _log, seedOf, Budget, InFlight) { Made = tally.Count, Failed = tally.Fail };
    }

    /// <summary>Calls in flight at once.</summary>
    public int InFlight { get; }

    public CallRetry Retry { get; }

    public Budget? Budget { get; }

    /// <summary>The models of everything that was recalled.</summary>
    public IReadOnlyCollection<string> Models => _models;

    /// <inheritdoc cref="Maker.MakeAsync"/>
    public Task<Artefact> MakeAsync(Draft draft, CancellationToken cancellationToken) => _maker.MakeAsync(draft, cancellationToken);

    /// <summary>What a draft came to; nothing where it did not. Not for several threads at once.</summary>
    public Artefact Recall(Draft draft)
    {
        var artefact = _maker.Recall(draft);
        if (artefact.Asks > 0) _models.Add(artefact.Made.Model);
        return artefact;
    }

    public void Dispose()
    {
        _maker.Dispose();
        _log.Dispose();
    }
}
