using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>Reads a judge's reply. A score is never invented: what is not plainly one whole number from 1 to 5 leaves the answer unjudged.</summary>
internal static partial class JudgeReply
{
    /// <summary>Objects looked at in one reply; a judge sends one, and a hostile reply must not cost minutes.</summary>
    private const int MostObjects = 100;

    /// <summary>How a call has failed whose reply breaks off.</summary>
    public const string BrokenOff = "breaks off its reply before it gives a score";

    /// <summary>True where the reply ends before its score: at the judge's output limit, or within its JSON. A whole reply without one has had its say.</summary>
    public static bool BreaksOff(ChatResponse response) =>
        Read(response).State == VerdictState.Unjudged && (response.FinishReason == ChatFinishReason.Length || HalfJson.IsIn(response.Text));

    public static Verdict Read(ChatResponse response)
    {
        var text = response.Text;
        if (response.FinishReason == ChatFinishReason.ContentFilter) return new() { State = VerdictState.Refused, Rationale = text };

        var reply = LastThought().Match(text) is { Success: true } thought ? text[(thought.Index + thought.Length)..] : text;
        var objects = Scored(reply);
        var scores = objects.Count > 0 ? objects.ConvertAll(o => o.Score) : [.. Labelled().Matches(reply).Select(m => m.Groups["x"].Value)];
        if (scores.Distinct(StringComparer.Ordinal).Count() == 1 && Score(scores[0]) is { } score)
            return new() { State = VerdictState.Scored, Score = score, Rationale = objects.Count > 0 ? objects[^1].Rationale : reply.Trim() };
        return new() { State = Refusal().IsMatch(reply.Replace('\u2019', '\'')) ? VerdictState.Refused : VerdictState.Unjudged, Rationale = text.Trim() };
    }

    /// <summary>Every score that stands in an outermost JSON object of the reply, with the object's rationale.</summary>
    private static List<(string Score, string? Rationale)> Scored(string text)
    {
        var found = new List<(string, string?)>();
        var bytes = Encoding.UTF8.GetBytes(text);
        var from = 0;
        for (var tries = 0; tries < MostObjects && bytes.AsSpan(from).IndexOf((byte)'{') is >= 0 and var brace; tries++)
        {
            from += brace;
            if (TryReadObject(bytes.AsSpan(from), out var json, out var length))
            {
                using (json) Collect(json.RootElement, found);
                from += length;
            }
            else
            {
                from++;
            }
        }

        return found;
    }

    private static bool TryReadObject(ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JsonDocument? json, out int length)
    {
        var reader = new Utf8JsonReader(bytes);
        try
        {
            var whole = JsonDocument.TryParseValue(ref reader, out json);
            length = (int)reader.BytesConsumed;
            return whole && json is not null;
        }
        catch (JsonException)
        {
            // This brace opens no JSON object; a later one may.
            (json, length) = (null, 0);
            return false;
        }
    }

    private static void Collect(JsonElement json, List<(string, string?)> found)
    {
        var rationale = json.EnumerateObject().FirstOrDefault(p => Is(p, "rationale")).Value is { ValueKind: JsonValueKind.String } why ? Text(why) : null;
        foreach (var property in json.EnumerateObject().Where(p => Is(p, "score"))) found.Add((Text(property.Value), rationale));
    }

    private static bool Is(JsonProperty property, string name) => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Text(JsonElement value)
    {
        try
        {
            return value.ToString();
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText(); // half a surrogate pair
        }
    }

    private static int? Score(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) && score is 1 or 2 or 3 or 4 or 5 ? (int)score : null;

    // A number after the word, at most "/5": neither "3-4" nor "8/10"; nor JSON that was cut off within the number.
    [GeneratedRegex(
        @"(?<!"")\b(?:score|rating)\b[\s*_""':=]{0,6}(?:is|of)?[\s*_""':]{0,4}(?<x>-?\d{1,9}(?:\.\d{1,9})?(?: ?- ?\d| ?/ ?(?!5\b)\d| to \d)?)(?![\d]|\.\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Labelled();

    [GeneratedRegex(@"</(?:think|thinking|reasoning)>", RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex LastThought();

    [GeneratedRegex(@"\bI (?:can't|cannot|won't|will not|am unable to|must decline)|\bI'm (?:sorry|unable)", RegexOptions.IgnoreCase)]
    private static partial Regex Refusal();
}
