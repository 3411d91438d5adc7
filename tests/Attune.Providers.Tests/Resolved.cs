using Attune.Models;
using Attune.Tokens;

namespace Attune.Providers.Tests;

/// <summary>Resolves embedded and real models, as the command line does.</summary>
internal static class Resolved
{
    public static ChatModel Of(ModelName name, MessageTokens tokens, string? key = null) =>
        ProviderModels.Serves(name) ? Clients.Providers(key).Create(name) : EmbeddedModels.Create(name, tokens);
}
