using System.Globalization;
using Attune.Runs.Pairs;

namespace Attune.Cli.Output;

/// <summary>Contests, one row for each contestant against each other that it met, in full.</summary>
internal static class ContestRows
{
    private static readonly string[] Header = ["evaluator", "contestant", "strength", "strength_low", "strength_high", "opponent", "win_rate", "low", "high", "wins", "losses", "ties", "undecided"];

    /// <summary>Header and rows, the strongest first.</summary>
    public static List<string[]> Of(IReadOnlyList<ContestResult> contests) =>
    [
        Header,
        .. from result in contests
           from cell in result.Tally.Matrix.OrderByDescending(c => result.Ranking?.Coefficients[c.Contestant].Value ?? 0)
           let strength = result.Ranking?.Coefficients[cell.Contestant]
           select (string[])
           [
               result.Evaluator, cell.Contestant, Three(strength?.Value), Three(strength?.Low), Three(strength?.High), cell.Opponent,
               Three(cell.WinRate?.Mean), Three(cell.WinRate?.Low), Three(cell.WinRate?.High), $"{cell.Wins}", $"{cell.Losses}", $"{cell.Ties}", $"{cell.Undecided}",
           ],
    ];

    private static string Three(double? number) => number?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";
}
