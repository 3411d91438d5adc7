using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using System.Net;
using Anthropic;
using Attune.Models;
using Attune.Providers.Claude;
using Attune.Providers.FineTuning;
using Attune.Providers.Http;
using Attune.Providers.Limits;
using Attune.Providers.OpenAi;
using Attune.Providers.Prices;
using Attune.Tokens;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenAI;

namespace Attune.Providers;

/// <summary>
/// The models behind endpoints: OpenAI's, Anthropic's, and every server that speaks as one of them. Their clients throw
/// <see cref="ModelCallException"/> for a failed call, and do not retry: wrap them in <see cref="RetryingChatClient"/>. Thread-safe.
/// </summary>
/// <remarks>
/// All models and embeddings that one instance makes for an account (a base URL and a key) share one limiter, whatever they are for:
/// calls wait there for their turn as long as the endpoint would refuse them. Make one instance for a program.
/// </remarks>
/// <param name="settings">Null means the process's environment, network and clock.</param>
public sealed class ProviderModels(ProviderSettings? settings = null)
{
    /// <summary>Shared, so that calls share connections. Renewed in time to see a changed address.</summary>
    private static readonly SocketsHttpHandler Network = new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    };

    /// <summary>What each model has refused, for all clients of it.</summary>
    private readonly ConcurrentDictionary<(Vendor Vendor, Uri Url, string Model), JsonFormats> _formats = [];

    private readonly Func<string, string?> _environment = settings?.Environment ?? Environment.GetEnvironmentVariable;
    private readonly HttpMessageHandler _transport = settings?.Transport ?? Network;
    private readonly ILogger _log = settings?.Log ?? NullLogger.Instance;
    private readonly TimeProvider _time = settings?.Time ?? TimeProvider.System;
    private readonly AccountLimiters _accounts = new(settings?.Time ?? TimeProvider.System);
    private readonly bool _needsKeys = settings?.WithoutKeys != true;
    private readonly Dictionary<string, EndpointSettings> _endpoints = (settings?.Endpoints ?? []).ToDictionary(e => e.Name, StringComparer.Ordinal);

    /// <summary>What can be named, with the variable that holds the key.</summary>
    public static IEnumerable<(string Name, string Summary)> All { get; } =
    [
        ("openai:MODEL", $"a model of OpenAI's; {Takes(Vendor.OpenAi)}"),
        ("openai:MODEL@URL", "a model of any compatible server: vLLM, llama.cpp, Ollama, Gemini…; needs a key only if the server wants one"),
        ("anthropic:MODEL", $"a model of Anthropic's; {Takes(Vendor.Anthropic)}"),
    ];

    /// <summary>What the limiter of each account has done so far.</summary>
    public IReadOnlyList<LimiterReport> Limiters => _accounts.Reports;

    /// <summary>The models whose prices or context windows are known: those of the settings, then those of the table that ships with Attune.</summary>
    public IEnumerable<KnownModel> Known => _endpoints.Values
        .SelectMany(e => e.Models.Select(m => Merged(e, m.Key, m.Value)))
        .Concat(Vendor.All.SelectMany(PriceTable.Of))
        .DistinctBy(m => m.Name);

    /// <summary>True for the names of the vendors' models; endpoints of the settings are not looked at.</summary>
    public static bool Serves(ModelName name) => VendorOf(name.Provider) is not null;

    /// <summary>Makes a model; nothing is sent yet.</summary>
    /// <param name="name">Its provider is <c>openai</c>, <c>anthropic</c>, or an endpoint of the settings.</param>
    /// <param name="tokens">Counts the tokens of prompts, where a limit counts them; null means an estimate by their length.</param>
    /// <exception cref="BadInputException">The provider or a parameter is not known, the base URL is unfit, or a key is missing.</exception>
    public ChatModel Create(ModelName name, MessageTokens? tokens = null)
    {
        var (endpoint, parameters) = Read(name);
        var (faults, lane) = (new CallFaults(endpoint), LaneOf(endpoint));
        IChatClient client = endpoint.Vendor == Vendor.OpenAi
            ? new OpenAiChatClient(OpenAi(endpoint, faults, lane).GetChatClient(name.Model), endpoint, faults)
            : Claude(endpoint, faults, lane);
        var bounded = new EndpointChatClient(client, new EndpointCall(endpoint, faults, lane, parameters.Patience, _time, _log), faults, new InputEstimate(tokens));
        var answering = new JsonAnswerChatClient(bounded, _formats.GetOrAdd((endpoint.Vendor, endpoint.Url, name.Model), key => new(key.Vendor)));
        var known = endpoint.IsVendors ? PriceTable.Find(endpoint.Vendor, name.Model) : null;
        return new(name, new DefaultOptionsChatClient(answering, parameters.Defaults), parameters.WindowTokens)
        {
            Price = endpoint.Model?.Price ?? known?.Model.Price,
            PriceAsOf = endpoint.Model?.Price is null && known?.Model.Price is not null ? known.Value.AsOf : null,
            ContextWindow = endpoint.Model?.ContextWindow ?? known?.Model.ContextWindow,
            MaxOutput = parameters.Defaults.MaxOutputTokens ?? (endpoint.Vendor == Vendor.Anthropic ? ClaudeChatClient.OutputTokens : null),
        };
    }

    /// <summary>Makes an embedding model; nothing is sent yet. Of the parameters, only <c>timeout</c> has an effect.</summary>
    /// <param name="name">Its provider is <c>openai</c>, or an endpoint of the settings that speaks as it does.</param>
    /// <exception cref="BadInputException">As for <see cref="Create"/>, or the provider has no embeddings.</exception>
    public IEmbeddingGenerator<string, Embedding<float>> CreateEmbedding(ModelName name)
    {
        var (endpoint, parameters) = Read(name);
        if (endpoint.Vendor != Vendor.OpenAi) throw new BadInputException($"model '{name}'", "makes no embeddings", "Use openai:MODEL or openai:MODEL@URL, or an endpoint with that protocol");
        var (faults, lane) = (new CallFaults(endpoint), LaneOf(endpoint));
        return new OpenAiEmbeddingGenerator(
            OpenAi(endpoint, faults, lane).GetEmbeddingClient(name.Model), endpoint, new EndpointCall(endpoint, faults, lane, parameters.Patience, _time, _log), faults, new InputEstimate(null));
    }

    /// <summary>Makes a client for files and fine-tuning jobs; nothing is sent yet. Of the parameters, only <c>timeout</c> has an effect.</summary>
    /// <param name="name">The model to tune; its provider is <c>openai</c>, or an endpoint of the settings that speaks as it does.</param>
    /// <exception cref="BadInputException">As for <see cref="Create"/>, or the provider tunes nothing.</exception>
    public TuningClient CreateTuning(ModelName name)
    {
        var (endpoint, parameters) = Read(name);
        if (endpoint.Vendor != Vendor.OpenAi) throw new BadInputException($"model '{name}'", "cannot be tuned", "Use openai:MODEL or openai:MODEL@URL, or an endpoint with that protocol");
        var (faults, lane) = (new CallFaults(endpoint), LaneOf(endpoint));
        return new(endpoint, new EndpointCall(endpoint, faults, lane, parameters.Patience, _time, _log), faults, OpenAi(endpoint, faults, lane));
    }

    private static Vendor? VendorOf(string? provider) => Vendor.All.FirstOrDefault(v => v.Provider == provider);

    /// <summary>What the settings leave open of a vendor's model, the table may know.</summary>
    private static KnownModel Merged(EndpointSettings endpoint, string model, ModelSettings said)
    {
        var table = VendorOf(endpoint.Name) is { } vendor ? PriceTable.Find(vendor, model) : null;
        return new($"{endpoint.Name}:{model}", said.Price ?? table?.Model.Price, said.ContextWindow ?? table?.Model.ContextWindow, said.Price is null ? table?.AsOf : null);
    }

    private (Endpoint Endpoint, ModelParameters Parameters) Read(ModelName name)
    {
        var settings = _endpoints.GetValueOrDefault(name.Provider);
        var vendor = VendorOf(name.Provider) ?? VendorOf(settings?.Protocol)
            ?? throw new BadInputException($"model '{name}'", $"has the unknown provider '{name.Provider}'", $"Use {string.Join(" or ", Providers())}, or name the endpoint in models.yaml; 'attune models' lists what is there");
        var parameters = ModelParameters.Read(name, vendor);
        return (VendorOf(name.Provider) is null
            ? Endpoint.Named(name, vendor, _environment, settings!, _needsKeys)
            : Endpoint.BuiltIn(name, vendor, _environment, settings, _needsKeys), parameters);
    }

    private IEnumerable<string> Providers() => _endpoints.Keys.Concat(Vendor.All.Select(v => v.Provider)).Prepend(EmbeddedModels.Provider).Distinct();

    /// <summary>Anthropic's limits leave out what is read from the cache; OpenAI's do not.</summary>
    private Lane LaneOf(Endpoint endpoint) =>
        _accounts.Of(endpoint, endpoint.Settings?.Limits).Lane(endpoint.Name.Model, countsCached: endpoint.Vendor != Vendor.Anthropic);

    private OpenAIClient OpenAi(Endpoint endpoint, CallFaults faults, Lane lane)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = endpoint.Url,
            Transport = new HttpClientPipelineTransport(Http(faults, lane)),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            ClientLoggingOptions = new() { EnableLogging = false },
        };
        return endpoint.Key is { } key ? new(new ApiKeyCredential(key), options) : new(new NoKey(), options);
    }

    private ClaudeChatClient Claude(Endpoint endpoint, CallFaults faults, Lane lane)
    {
        // A key that is set, even to null, keeps the SDK from looking for one in the environment or in profiles.
        var client = new AnthropicClient
        {
            ApiKey = endpoint.Key,
            BaseUrl = endpoint.Url.AbsoluteUri.TrimEnd('/'),
            MaxRetries = 0,
            Timeout = TimeSpan.FromDays(1),
        };
        return new ClaudeChatClient(client, endpoint, faults, Handler(faults, lane));
    }

    /// <summary>Time is limited by <see cref="EndpointCall"/> alone, on the clock of the settings.</summary>
    private HttpClient Http(CallFaults faults, Lane lane) => new(Handler(faults, lane), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    private EndpointHandler Handler(CallFaults faults, Lane lane) => new(faults, lane, _time, _transport);

    private static string Takes(Vendor vendor) => $"key in {vendor.KeyVariable}; takes ?{string.Join(", ", vendor.Parameters)}";
}
