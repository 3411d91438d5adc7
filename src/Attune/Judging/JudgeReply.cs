using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>Reads a judge's reply. A score is never invented: what is not plainly one whole number from 1 to 5 leaves the answer unjudged.</summary>
internal static partial class JudgeReply
{
    /// <summary>How a call has failed whose reply breaks off.</summary>
    public const string BrokenOff = "breaks off its reply before it gives a score";

    /// <summary>True where the reply ends before its score: at the judge's output limit, or within its JSON. A whole reply without one has had its say.</summary>
    public static bool BreaksOff(ChatResponse response) =>
        Read(response).State == VerdictState.Unjudged && (response.FinishReason == ChatFinishReason.Length || HalfJson.IsIn(response.Text));

    public static Verdict Read(ChatResponse response)
    {
        var text = response.Text;
        if (response.FinishReason == ChatFinishReason.ContentFilter) return new() { State = VerdictState.Refused, Rationale = text };

        var reply = ReplyText.AfterThought(text);
        var objects = ReplyJson.Values(reply, "score");
        var scores = objects.Count > 0 ? objects.ConvertAll(o => o.Value) : [.. Labelled().Matches(reply).Select(m => m.Groups["x"].Value)];
        if (scores.Distinct(StringComparer.Ordinal).Count() == 1 && Score(scores[0]) is { } score)
            return new() { State = VerdictState.Scored, Score = score, Rationale = objects.Count > 0 ? objects[^1].Rationale : reply.Trim() };
        return new() { State = ReplyText.Declines(reply) ? VerdictState.Refused : VerdictState.Unjudged, Rationale = text.Trim() };
    }

    private static int? Score(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) && score is 1 or 2 or 3 or 4 or 5 ? (int)score : null;

    // A number after the word, at most "/5": neither "3-4" nor "8/10"; nor JSON that was cut off within the number.
    [GeneratedRegex(
        @"(?<!"")\b(?:score|rating)\b[\s*_""':=]{0,6}(?:is|of)?[\s*_""':]{0,4}(?<x>-?\d{1,9}(?:\.\d{1,9})?(?: ?- ?\d| ?/ ?(?!5\b)\d| to \d)?)(?![\d]|\.\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Labelled();
}
