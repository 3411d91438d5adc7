using System.Text.Json;

namespace Attune.Tasks;

/// <summary>Answers given as a JSON object, fenced or not, alone or with prose around it.</summary>
internal static class AnswerJson
{
    private static readonly HashSet<string> AnswerKeys = new(StringComparer.Ordinal)
    {
        "answer", "answers", "finalanswer", "correctanswer", "choice", "finalchoice", "bestchoice", "selectedchoice", "option", "selectedoption",
        "bestoption", "chosenoption", "letter", "selected", "selection", "pick", "recommendation", "verdict", "label", "suitable",
    };

    /// <summary>The values under answer-like keys, at any depth; null where the text holds no such key and is not JSON as a whole.</summary>
    public static List<string>? Values(string text)
    {
        var end = text.LastIndexOf('}');
        if (end < 0) return null;
        int[] starts = [text.IndexOf('{'), text.LastIndexOf('{', end)];
        foreach (var start in starts.Where(s => s >= 0).Distinct())
        {
            if (start > end) continue;
            var values = new List<string>();
            try
            {
                using var document = JsonDocument.Parse(text.AsMemory(start, end + 1 - start));
                Collect(document.RootElement, values, underKey: false);
                if (values.Count > 0 || IsAllJson(text, start, end)) return values;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
            {
                // Not JSON after all, or with half a surrogate pair in it: the text is read as prose.
            }
        }

        return null;
    }

    /// <summary>True where nothing but a code fence stands around the object.</summary>
    private static bool IsAllJson(string text, int start, int end) =>
        text.AsSpan(0, start).Trim().Trim('`') is "" or "json" && text.AsSpan(end + 1).Trim().Trim('`').IsEmpty;

    private static void Collect(JsonElement element, List<string> values, bool underKey)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject()) Collect(property.Value, values, IsAnswerKey(property.Name));
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Collect(item, values, underKey);
                break;
            default:
                if (underKey) values.Add(element.ToString());
                break;
        }
    }

    private static bool IsAnswerKey(string name) => AnswerKeys.Contains(string.Concat(name.Where(char.IsLetter)).ToLowerInvariant());
}
