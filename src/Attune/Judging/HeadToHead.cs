using Attune.Statistics;

namespace Attune.Judging;

/// <summary>A cell of the win matrix: one contestant against another.</summary>
/// <param name="Contestant">The row.</param>
/// <param name="Opponent">The column.</param>
/// <param name="WinRate">InterPref's equation 3 as a share of the decided contests, with interval; a tie is nobody's win, so that a cell and its opposite can sum to less than 1. Null where none is decided.</param>
/// <param name="Wins">Contests that the row won.</param>
/// <param name="Losses">That the column won.</param>
/// <param name="Ties">That neither won.</param>
/// <param name="Undecided">That have an order which cannot be read.</param>
public sealed record HeadToHead(string Contestant, string Opponent, Estimate? WinRate, int Wins, int Losses, int Ties, int Undecided);
