using Attune.Models;
using Attune.Models.Caching;
using Attune.Runs;
using Attune.Tokens;

namespace Attune.Web.Experiments;

/// <summary>What the console can run, as far as only the program that composes it knows: models, experiments in YAML, a response cache. By default the models that ship.</summary>
public sealed record Workbench
{
    /// <summary>Makes a model of its name; throws <see cref="BadInputException"/> for an unknown one, or one that lacks its key. Called from any thread.</summary>
    public Func<ModelName, MessageTokens, ChatModel> Resolve { get; init; } = EmbeddedModels.Create;

    /// <summary>The same for planning, which calls nothing and needs no key.</summary>
    public Func<ModelName, MessageTokens, ChatModel> ResolveWithoutKey { get; init; } = EmbeddedModels.Create;

    /// <summary>Reads an experiment from YAML; throws <see cref="BadInputException"/>. Null where the console takes none.</summary>
    public Func<string, Experiment>? Read { get; init; }

    /// <summary>Experiments that ship, as YAML, by name.</summary>
    public IReadOnlyDictionary<string, string> Shipped { get; init; } = new Dictionary<string, string>();

    /// <summary>Opens the response cache of a run, which is then disposed of; null inside where it has none.</summary>
    public Func<Experiment, ResponseCache?> OpenCache { get; init; } = _ => null;
}
