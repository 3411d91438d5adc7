using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>Reads an evaluator's reply about a contest.</summary>
internal static partial class ContestReply
{
    /// <summary>Reads the reply to a contest that was shown with the seats in the given order.</summary>
    public static SeatVerdict Read(ChatResponse response, SeatOrder order)
    {
        var reply = NamingReply.Read(response, "winner", Side(), Line());
        var state = reply switch
        {
            { Name: "tie" } => SeatState.Tied,
            { Name: { } side } => side == "left" != order.Swapped ? SeatState.WonByA : SeatState.WonByB,
            { Refused: true } => SeatState.Refused,
            { BreaksOff: true } => SeatState.Failed,
            _ => SeatState.Unreadable,
        };
        return new(order, state, reply.Rationale, response.Usage);
    }

    /// <summary>True where the reply ends before it names a side.</summary>
    public static bool BreaksOff(ChatResponse response) => Read(response, default).State == SeatState.Failed;

    // A side or a tie and nothing else: "left", "the right side", "**Tie**."
    [GeneratedRegex(@"\A[\s*_""'`(]*(?:the |a )?(?<x>left|right|tie)(?: side| assistant)?[\s*_""'`).]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Side();

    // A line that says "Winner: left" and nothing else.
    [GeneratedRegex(@"^[ \t*_>""'`(]*(?:final )?(?:winner|verdict|answer)[ \t*_]*[:=][ \t*_""'`(]*(?<x>left|right|tie)[ \t*_""'`).]*\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Line();
}
