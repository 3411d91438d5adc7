using Attune.Models;
using Attune.Prompts;
using Attune.Runs.Costs;
using Attune.Synthesis.Drafts;
using Attune.Tokens;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attune.Synthesis;

/// <summary>What every pipeline makes drafts with: the model, the prompts, the budget. Thread-safe.</summary>
internal sealed class Workshop
{
    private readonly GenerationOptions _options;
    private readonly PromptLibrary _prompts;
    private readonly MessageTokens _tokens = new(Tokenizer.Default);

    /// <summary>Checks everything that can be checked before the first call.</summary>
    /// <param name="model">The name of the model that writes.</param>
    /// <param name="prompts">A folder of prompts in the place of those that ship; null means none.</param>
    /// <param name="stages">The pipeline's stages, which <see cref="GenerationOptions.Redo"/> may name.</param>
    /// <param name="resolve">Makes a model of its name; null means the embedded models.</param>
    /// <param name="options">How to make it.</param>
    /// <exception cref="BadInputException">Something is wrong with one of these.</exception>
    public Workshop(string model, string? prompts, IReadOnlyList<string> stages, Func<ModelName, MessageTokens, ChatModel>? resolve, GenerationOptions options)
    {
        _options = options;
        foreach (var name in options.Redo.Where(r => !r.Any(char.IsAsciiDigit)).Except(stages))
            throw new BadInputException($"--redo {name}", "is no stage", "Use " + string.Join(", ", stages));
        _prompts = prompts is null ? PromptLibrary.Default : PromptLibrary.WithOverrides(prompts);
        Model = (resolve ?? EmbeddedModels.Create)(ModelName.Parse(model), _tokens);
        if (options.MaxCost is not null && Model.Price is null)
            throw new BadInputException("--max-cost", $"cannot be kept: the price of model '{Model.Name}' is not known", "Give its price in models.yaml, or use --max-tokens");
    }

    public ChatModel Model { get; }

    /// <summary>Calls in flight at once.</summary>
    public int InFlight => Math.Max(_options.Concurrency ?? 8, 1);

    /// <summary>The log of a folder that the caller holds; the caller's to dispose.</summary>
    public ArtefactLog Log(MakingFolder folder) => new(folder.Artefacts, Model.IsEmbedded);

    /// <summary>Makes drafts, within what the budget leaves after what the log has cost.</summary>
    /// <param name="log">Keeps what is made.</param>
    /// <param name="seedOf">The seed of a draft's request.</param>
    /// <param name="tally">Counts.</param>
    public Maker Maker(ArtefactLog log, Func<Draft, long> seedOf, GenerationTally tally)
    {
        var budget = _options.MaxCost is null && _options.MaxTokens is null ? null : new Budget(_options.MaxCost, _options.MaxTokens, log.Spent);
        var calls = new CallPipeline(new CallRetry(_options.Retry ?? new(), _options.Log ?? NullLogger.Instance), _options.Cache);
        return new(Model, calls, _prompts, _tokens, log, seedOf, budget, InFlight) { Made = tally.Count, Failed = tally.Fail };
    }
}
