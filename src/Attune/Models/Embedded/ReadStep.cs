using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Attune.Models.Embedded;

/// <summary>What an embedded model makes of a prompt that asks for a step on the way to an answer.</summary>
/// <param name="Step">What is asked for: <c>extract</c>, <c>choose</c>, <c>plan</c> or <c>criticise</c>.</param>
/// <param name="Preferences">The preferences that the prompt lists.</param>
/// <param name="Question">The question that it speaks of; empty for <c>extract</c>.</param>
/// <param name="Draft">The draft that it shows; empty but for <c>criticise</c>.</param>
internal sealed partial record ReadStep(string Step, IReadOnlyList<string> Preferences, string Question, string Draft)
{
    /// <summary>What a model without any memory says: it knows no preference, and nothing to criticise.</summary>
    public string Nothing => Step == "criticise" ? "I find nothing to change." : "[]";

    /// <summary>Null where the last message asks for an answer.</summary>
    public static ReadStep? From(IReadOnlyList<ChatMessage> prompt)
    {
        var message = prompt.LastOrDefault(m => m.Role == ChatRole.User)?.Text ?? "";
        if (StepLine().Match(message) is not { Success: true } line) return null;
        var listed = Part(message, "preferences").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(line.Groups[1].Value, [.. listed.Select(l => Number().Replace(l, ""))], Part(message, "question"), Part(message, "draft"));
    }

    private static string Part(string message, string tag)
    {
        var start = message.IndexOf($"<{tag}>", StringComparison.Ordinal);
        var end = message.LastIndexOf($"</{tag}>", StringComparison.Ordinal);
        return start < 0 || end < start ? "" : message[(start + tag.Length + 2)..end].Trim();
    }

    [GeneratedRegex(@"\AStep: (extract|choose|plan|criticise)\r?$", RegexOptions.Multiline)]
    private static partial Regex StepLine();

    [GeneratedRegex(@"^\d{1,4}\. ")]
    private static partial Regex Number();
}
