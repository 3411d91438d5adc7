using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>Reads an evaluator's reply about a pair.</summary>
internal static partial class PairReply
{
    /// <summary>Reads the reply to a pair that was shown in the given order.</summary>
    public static OrderVerdict Read(ChatResponse response, PairOrder order)
    {
        var reply = NamingReply.Read(response, "answer", Letter(), Line());
        var state = reply switch
        {
            { Name: { } letter } => letter == "a" == order.FirstBelongsToFirst ? OrderState.Matched : OrderState.Swapped,
            { Refused: true } => OrderState.Refused,
            { BreaksOff: true } => OrderState.Failed,
            _ => OrderState.Unreadable,
        };
        return new(order, state, reply.Rationale, response.Usage);
    }

    /// <summary>True where the reply ends before it names an answer.</summary>
    public static bool BreaksOff(ChatResponse response) => Read(response, default).State == OrderState.Failed;

    // A letter and nothing else: "A", "answer_b", "**B**."
    [GeneratedRegex(@"\A[\s*_""'`(]*(?:answer[ _])?(?<x>[AB])[\s*_""'`).]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Letter();

    // A line that says "Answer: A" and nothing else.
    [GeneratedRegex(@"^[ \t*_>""'`(]*(?i:(?:final )?answer)[ \t*_]*[:=][ \t*_""'`(]*(?<x>[AB])[ \t*_""'`).]*\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
