namespace Attune.Judging;

/// <summary>Who sits where when a contest is shown to the evaluator.</summary>
/// <param name="Swapped">Contestant B sits on the left, contestant A on the right.</param>
public readonly record struct SeatOrder(bool Swapped)
{
    /// <summary>Both, in the order in which they are asked.</summary>
    public static IReadOnlyList<SeatOrder> All { get; } = [new(false), new(true)];
}
