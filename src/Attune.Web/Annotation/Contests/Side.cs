using Attune.Judging;
using Attune.Runs.Pairs;
using Attune.Statistics;

namespace Attune.Web.Annotation.Contests;

/// <summary>Left, right and tie, and whom they mean.</summary>
internal static class Side
{
    public const string Left = "left";

    public const string Right = "right";

    public const string Tie = "tie";

    public static bool IsOne(string? word) => word is Left or Right or Tie;

    /// <summary><c>a</c>, <c>b</c> or <c>tie</c>.</summary>
    public static string ToContestant(string side, bool swapped) => side == Tie ? Tie : (side == Left) != swapped ? "a" : "b";

    /// <summary>Where a contestant sits; <c>tie</c> stays.</summary>
    public static string OfContestant(string contestant, bool swapped) => contestant == Tie ? Tie : (contestant == "a") != swapped ? Left : Right;

    public static ContestOrder ToOrder(string side, bool swapped, string comment) => new(
        swapped,
        ToContestant(side, swapped) switch { "a" => SeatState.WonByA, "b" => SeatState.WonByB, _ => SeatState.Tied },
        comment.Length > 0 ? comment : null);

    /// <summary>What a model's word was in this order of the seats; null where it named neither a side nor a tie.</summary>
    public static string? Of(ContestOpinion opinion) => opinion.State switch
    {
        SeatState.Tied => Tie,
        SeatState.WonByA => opinion.Swapped ? Right : Left,
        SeatState.WonByB => opinion.Swapped ? Left : Right,
        _ => null,
    };

    /// <summary>Whom a model prefers in both orders: <c>a</c>, <c>b</c> or <c>tie</c>; null where one cannot be read.</summary>
    public static string? Preferred(IReadOnlyList<ContestOpinion> opinions)
    {
        if (opinions.Count != SeatOrder.All.Count) return null;
        var verdict = new ContestVerdict([.. opinions.Select(o => new SeatVerdict(new(o.Swapped), o.State))]);
        return verdict.Winner switch { ContestWinner.A => "a", ContestWinner.B => "b", ContestWinner.Tie => Tie, _ => null };
    }
}
