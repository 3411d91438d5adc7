using Attune.Models;
using Attune.Providers;
using Attune.Providers.FineTuning;
using Attune.Providers.Prices;
using Attune.Tokens;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Attune.Cli;

/// <summary>Every model that the command line can name: the one place where embedded and real ones meet.</summary>
internal sealed class ModelCatalog
{
    private readonly IReadOnlyList<EndpointSettings> _endpoints;
    private readonly ProviderModels _providers;

    /// <param name="endpoints">What <c>models.yaml</c> says.</param>
    /// <param name="withoutKeys">Whether models without their key will do, because none is called.</param>
    /// <param name="log">Told of calls that wait long for their turn; null means nobody is.</param>
    public ModelCatalog(IReadOnlyList<EndpointSettings> endpoints, bool withoutKeys = false, ILogger? log = null)
    {
        _endpoints = endpoints;
        _providers = new(new() { Endpoints = endpoints, WithoutKeys = withoutKeys, Log = log });
    }

    public IEnumerable<(string Name, string Summary)> All => EmbeddedModels.All.Concat(ProviderModels.All).Concat(
        _endpoints.Where(e => e.Protocol is not null).Select(e => ($"{e.Name}:MODEL", $"a model at {e.Url}, by the {e.Protocol} protocol; {Key(e)}")));

    /// <summary>The models whose prices or context windows are known.</summary>
    public IEnumerable<KnownModel> Known => _providers.Known;

    /// <summary>A model to ask.</summary>
    /// <exception cref="BadInputException">There is no such model, or it lacks its key.</exception>
    public ChatModel Resolve(ModelName name, MessageTokens tokens) =>
        name.Provider == EmbeddedModels.Provider ? EmbeddedModels.Create(name, tokens) : _providers.Create(name, tokens);

    /// <summary>A model that makes embeddings.</summary>
    /// <exception cref="BadInputException">There is no such model, or it lacks its key.</exception>
    public IEmbeddingGenerator<string, Embedding<float>> ResolveEmbeddings(ModelName name) =>
        name.Provider == EmbeddedModels.Provider ? EmbeddedModels.CreateEmbeddings(name) : _providers.CreateEmbedding(name);

    /// <summary>Where a model is tuned.</summary>
    /// <exception cref="BadInputException">It cannot be, or it lacks its key.</exception>
    public TuningClient Tuning(ModelName name) => name.Provider == EmbeddedModels.Provider
        ? throw new BadInputException($"model '{name}'", "ships with Attune and learns nothing", "Name a model of an endpoint; 'attune serve-model' tries the way without a key, as openai:lexical@http://127.0.0.1:8081/v1")
        : _providers.CreateTuning(name);

    private static string Key(EndpointSettings endpoint) => endpoint.KeyVariable is { } variable ? $"key in {variable}" : "no key";
}
