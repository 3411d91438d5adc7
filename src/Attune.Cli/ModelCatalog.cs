using Attune.Models;
using Attune.Providers;
using Attune.Tokens;

namespace Attune.Cli;

/// <summary>Every model that the command line can name: the one place where embedded and real ones meet.</summary>
internal static class ModelCatalog
{
    private static readonly ProviderModels Providers = new();

    private static readonly ProviderModels Unasked = new(new()
    {
        Environment = name => name.EndsWith("_API_KEY", StringComparison.Ordinal) ? "none" : Environment.GetEnvironmentVariable(name),
    });

    public static IEnumerable<(string Name, string Summary)> All => EmbeddedModels.All.Concat(ProviderModels.All);

    /// <summary>A model to ask.</summary>
    /// <exception cref="BadInputException">There is no such model, or it lacks its key.</exception>
    public static ChatModel Resolve(ModelName name, MessageTokens tokens) => Resolve(name, tokens, Providers);

    /// <summary>A model whose answers come from the response cache alone. It needs no key, because nothing is sent.</summary>
    /// <exception cref="BadInputException">There is no such model.</exception>
    public static ChatModel ResolveUnasked(ModelName name, MessageTokens tokens) => Resolve(name, tokens, Unasked);

    private static ChatModel Resolve(ModelName name, MessageTokens tokens, ProviderModels providers) => name.Provider switch
    {
        EmbeddedModels.Provider => EmbeddedModels.Create(name, tokens),
        _ when ProviderModels.Serves(name) => providers.Create(name),
        _ => throw new BadInputException($"model '{name}'", $"has the unknown provider '{name.Provider}'", "Use embedded, openai or anthropic; 'attune models' lists what is there"),
    };
}
