using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attune.Tasks;

/// <summary>What both classification parsers need to know of how models write.</summary>
internal static partial class AnswerText
{
    private static readonly string[] AnswerKeys = ["answer", "final_answer", "choice", "option", "letter", "selected", "selection", "verdict"];

    /// <summary>The answer without its reasoning preamble; a preamble that never ends leaves nothing.</summary>
    public static string WithoutReasoning(string answer)
    {
        var text = ReasoningBlock().Replace(answer, "");
        var closing = LastReasoningEnd().Match(text);
        if (closing.Success) text = text[(closing.Index + closing.Length)..];
        var opening = ReasoningStart().Match(text);
        return (opening.Success ? text[..opening.Index] : text).Trim();
    }

    /// <summary>The value under an answer-like key, where the whole text is one JSON object, fenced or not.</summary>
    public static bool TryReadJson(string text, out string value)
    {
        value = "";
        var fenced = Fence().Match(text);
        var json = fenced.Success ? fenced.Groups[1].Value : text;
        if (!json.TrimStart().StartsWith('{')) return false;
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!AnswerKeys.Contains(property.Name.ToLowerInvariant().Replace(' ', '_'))) continue;
                value = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
                return true;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON after all: the text is read as prose.
        }

        return false;
    }

    public static bool IsRefusal(string text) => RefusalPhrase().IsMatch(text);

    [GeneratedRegex(@"<(think|thinking|reasoning|scratchpad)>.*?</\1>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex ReasoningBlock();

    [GeneratedRegex(@"</(think|thinking|reasoning|scratchpad)>", RegexOptions.RightToLeft | RegexOptions.IgnoreCase)]
    private static partial Regex LastReasoningEnd();

    [GeneratedRegex(@"<(think|thinking|reasoning|scratchpad)>", RegexOptions.IgnoreCase)]
    private static partial Regex ReasoningStart();

    [GeneratedRegex(@"^\s*```(?:json)?\s*(\{.*\})\s*```\s*$", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Fence();

    [GeneratedRegex(
        @"\b(?:I(?:'m| am) (?:sorry|unable|not able)|I (?:can(?:'t|not)|could(?:n't| not)|won't|will not|must decline)|(?:can't|cannot|unable to) (?:answer|determine|help|say|decide|choose)|as an AI|no (?:way to know|information about your))",
        RegexOptions.IgnoreCase)]
    private static partial Regex RefusalPhrase();
}
