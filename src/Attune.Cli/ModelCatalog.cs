using Attune.Models;
using Attune.Providers;
using Attune.Tokens;

namespace Attune.Cli;

/// <summary>Every model that the command line can name: the one place where embedded and real ones meet.</summary>
internal static class ModelCatalog
{
    private static readonly ProviderModels Providers = new();

    public static IEnumerable<(string Name, string Summary)> All => EmbeddedModels.All.Concat(ProviderModels.All);

    /// <exception cref="BadInputException">There is no such model, or it lacks its key.</exception>
    public static ChatModel Resolve(ModelName name, MessageTokens tokens) => name.Provider switch
    {
        EmbeddedModels.Provider => EmbeddedModels.Create(name, tokens),
        _ when ProviderModels.Serves(name) => Providers.Create(name),
        _ => throw new BadInputException($"model '{name}'", $"has the unknown provider '{name.Provider}'", "Use embedded, openai or anthropic; 'attune models' lists what is there"),
    };
}
