using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Tests;

/// <summary>Makes models as a process with a given environment would.</summary>
internal static class Clients
{
    public const string Key = "sk-test-0123456789abcdefghij";

    public static ProviderModels Providers(string? key = Key, TimeProvider? time = null, string? url = null) => new(new ProviderSettings
    {
        Environment = name => name.EndsWith("_API_KEY", StringComparison.Ordinal) ? key : name.EndsWith("_BASE_URL", StringComparison.Ordinal) ? url : null,
        Time = time,
    });

    public static IChatClient OpenAi(ModelServer server, string model = "gpt-5", string? key = Key, TimeProvider? time = null) =>
        Providers(key, time).Create(ModelName.Parse($"openai:{model}@{server.Url}/v1")).Client;

    public static IChatClient Anthropic(ModelServer server, string model = "claude-sonnet-4", string? key = Key) =>
        Providers(key).Create(ModelName.Parse($"anthropic:{model}@{server.Url}")).Client;

    /// <summary>A history of one turn, and a question.</summary>
    public static List<ChatMessage> Conversation() =>
    [
        new(ChatRole.System, "Be brief."),
        new(ChatRole.User, "I like tea."),
        new(ChatRole.Assistant, "Noted."),
        new(ChatRole.User, "What do I like?"),
    ];
}
