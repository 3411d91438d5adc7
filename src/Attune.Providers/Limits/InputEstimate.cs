using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Limits;

/// <summary>How many tokens a call will bring. Thread-safe if the counter is.</summary>
/// <param name="tokens">Counts messages; null means four characters a token.</param>
internal sealed class InputEstimate(MessageTokens? tokens)
{
    private const int CharactersPerToken = 4;

    public long Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options) =>
        Of(options?.Instructions?.Length ?? 0) + (tokens?.Count(messages) ?? Of(messages.Sum(m => (long)m.Text.Length)));

    public long Of(IReadOnlyList<string> texts) => Of(texts.Sum(t => (long)t.Length));

    private static long Of(long characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;
}
