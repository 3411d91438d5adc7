using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>Reads a judge's reply. A score is never invented: what is not plainly one whole number from 1 to 5 leaves the answer unjudged.</summary>
internal static partial class JudgeReply
{
    public static Verdict Read(ChatResponse response)
    {
        var text = response.Text;
        if (response.FinishReason == ChatFinishReason.ContentFilter) return new() { State = VerdictState.Refused, Rationale = text };
        if (ReadJson(text) is { } verdict) return verdict;
        var labelled = Labelled().Matches(text).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal).ToList();
        if (labelled is [var only] && Score(only) is { } score) return new() { State = VerdictState.Scored, Score = score, Rationale = text.Trim() };
        return new() { State = Refusal().IsMatch(text) ? VerdictState.Refused : VerdictState.Unjudged, Rationale = text.Trim() };
    }

    /// <summary>The last JSON object in the reply that has a score.</summary>
    private static Verdict? ReadJson(string text)
    {
        for (var start = text.LastIndexOf('{'); start >= 0; start = start == 0 ? -1 : text.LastIndexOf('{', start - 1))
        {
            var end = text.LastIndexOf('}');
            if (end < start) return null;
            try
            {
                using var document = JsonDocument.Parse(text[start..(end + 1)]);
                if (!document.RootElement.TryGetProperty("score", out var value)) continue;
                var rationale = document.RootElement.TryGetProperty("rationale", out var why) && why.ValueKind == JsonValueKind.String ? why.GetString() : null;
                return Score(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()) is { } score
                    ? new() { State = VerdictState.Scored, Score = score, Rationale = rationale }
                    : new() { State = VerdictState.Unjudged, Rationale = text.Trim() };
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // This brace opens no JSON object; an earlier one may.
            }
        }

        return null;
    }

    private static int? Score(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) && score is 1 or 2 or 3 or 4 or 5 ? (int)score : null;

    [GeneratedRegex(@"\b(?:score|rating)\b[\s\*_""':=]*(?:is|of)?[\s\*_""']*(-?\d+(?:\.\d+)?)(?![\d.]*\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Labelled();

    [GeneratedRegex(@"\bI (?:can't|cannot|won't|will not|am unable to|must decline)|\bI'm (?:sorry|unable)", RegexOptions.IgnoreCase)]
    private static partial Regex Refusal();
}
