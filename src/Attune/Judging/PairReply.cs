using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>Reads an evaluator's reply. A match is never guessed: what does not plainly name one of the two answers is unreadable.</summary>
internal static partial class PairReply
{
    /// <summary>Reads the reply to a pair that was shown in the given order.</summary>
    public static OrderVerdict Read(ChatResponse response, PairOrder order)
    {
        var text = response.Text.Trim();
        OrderVerdict Without(OrderState state, string? why = null) => new(order, state, why ?? text, response.Usage);
        if (response.FinishReason == ChatFinishReason.ContentFilter) return Without(OrderState.Refused);

        var reply = ReplyText.AfterThought(text);
        if (Named(reply) is { } named)
            return new(order, named.First == order.FirstBelongsToFirst ? OrderState.Matched : OrderState.Swapped, named.Rationale, response.Usage);
        if (ReplyText.Declines(reply)) return Without(OrderState.Refused);
        return response.FinishReason == ChatFinishReason.Length || HalfJson.IsIn(text)
            ? Without(OrderState.Failed, $"The evaluator breaks off its reply before it names an answer: {text}".Trim())
            : Without(OrderState.Unreadable);
    }

    /// <summary>Which answer the reply gives to preference 1; null unless all that it says agrees.</summary>
    private static (bool First, string? Rationale)? Named(string reply)
    {
        if (Thinking().IsMatch(reply)) return null; // broke off in thought: what stands there was not its last word
        var objects = ReplyJson.Values(reply, "answer");
        var names = objects.Count > 0 ? objects.ConvertAll(o => o.Value)
            : Letter().IsMatch(reply) ? [reply]
            : [.. Line().Matches(reply).Select(m => m.Groups["x"].Value)];
        return names.Select(First).Distinct().ToList() is [{ } first] ? (first, objects.Count > 0 ? objects[^1].Rationale : reply.Trim()) : null;
    }

    private static bool? First(string name) => Letter().Match(name) is { Success: true } letter ? letter.Groups["x"].Value is "A" or "a" : null;

    // A letter and nothing else: "A", "answer_b", "**B**."
    [GeneratedRegex(@"\A[\s*_""'`(]*(?:answer[ _])?(?<x>[AB])[\s*_""'`).]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Letter();

    // A line that says "Answer: A" and nothing else.
    [GeneratedRegex(@"^[ \t*_>""'`(]*(?i:(?:final )?answer)[ \t*_]*[:=][ \t*_""'`(]*(?<x>[AB])[ \t*_""'`).]*\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"<(?:think|thinking|reasoning)>", RegexOptions.IgnoreCase)]
    private static partial Regex Thinking();
}
