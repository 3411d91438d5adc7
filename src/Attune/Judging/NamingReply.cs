using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>
/// The reply of an evaluator that is to name one of a few things. It is never guessed: what does not plainly name one, and one only,
/// names none.
/// </summary>
/// <param name="Name">What it names, in lower case; null where it names none.</param>
/// <param name="Refused">It names none because it declined, or the endpoint filtered it.</param>
/// <param name="BreaksOff">It names none because it ends before it does.</param>
/// <param name="Rationale">Why, in the evaluator's words; the whole reply where it names none.</param>
internal readonly partial record struct NamingReply(string? Name, bool Refused, bool BreaksOff, string? Rationale)
{
    /// <summary>How a call has failed whose reply breaks off.</summary>
    public const string BrokenOff = "breaks off its reply before it names an answer";

    /// <summary>Reads a reply.</summary>
    /// <param name="response">The evaluator's.</param>
    /// <param name="field">Of the JSON object that it was asked for.</param>
    /// <param name="word">A name and nothing else, its group <c>x</c> the name.</param>
    /// <param name="line">A line that gives a name and nothing else, likewise.</param>
    public static NamingReply Read(ChatResponse response, string field, Regex word, Regex line)
    {
        var text = response.Text.Trim();
        if (response.FinishReason == ChatFinishReason.ContentFilter) return new(null, true, false, text);
        var reply = ReplyText.AfterThought(text);
        if (Named(reply, field, word, line) is { } named) return new(named.Name, false, false, named.Rationale);
        if (ReplyText.Declines(reply)) return new(null, true, false, text);
        return response.FinishReason == ChatFinishReason.Length || HalfJson.IsIn(text)
            ? new(null, false, true, $"The evaluator {BrokenOff}: {text}".Trim())
            : new(null, false, false, text);
    }

    /// <summary>What the reply names; null unless all that it says agrees.</summary>
    private static (string Name, string? Rationale)? Named(string reply, string field, Regex word, Regex line)
    {
        if (Thinking().IsMatch(reply)) return null; // broke off in thought: what stands there was not its last word
        var objects = ReplyJson.Values(reply, field);
        var names = objects.Count > 0 ? objects.ConvertAll(o => o.Value)
            : word.IsMatch(reply) ? [reply]
            : [.. line.Matches(reply).Select(m => m.Groups["x"].Value)];
        var distinct = names.Select(n => word.Match(n) is { Success: true } match ? match.Groups["x"].Value.ToLowerInvariant() : null).Distinct().ToList();
        return distinct is [{ } only] ? (only, objects.Count > 0 ? objects[^1].Rationale : reply.Trim()) : null;
    }

    [GeneratedRegex(@"<(?:think|thinking|reasoning)>", RegexOptions.IgnoreCase)]
    private static partial Regex Thinking();
}
