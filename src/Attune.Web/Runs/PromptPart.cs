using Attune.Runs;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Web.Runs;

/// <summary>A part of a prompt as sent: messages of the history in a row, or one message besides.</summary>
/// <param name="Role">Who speaks; null for the history.</param>
/// <param name="Text">The message's text; null for the history.</param>
/// <param name="Messages">How many messages.</param>
/// <param name="Tokens">Their tokens.</param>
internal sealed record PromptPart(string? Role, string? Text, int Messages, long Tokens)
{
    public static IReadOnlyList<PromptPart> Of(ReplayedTrial trial, MessageTokens tokens)
    {
        var history = (trial.History?.Messages ?? []).ToHashSet<ChatMessage>(ReferenceEqualityComparer.Instance);
        var parts = new List<PromptPart>();
        foreach (var message in trial.Prompt)
        {
            if (!history.Contains(message)) parts.Add(new(message.Role.Value, message.Text, 1, tokens.Count(message)));
            else if (parts is [.., { Role: null } part]) parts[^1] = part with { Messages = part.Messages + 1, Tokens = part.Tokens + tokens.Count(message) };
            else parts.Add(new(null, null, 1, tokens.Count(message)));
        }

        return parts;
    }
}
