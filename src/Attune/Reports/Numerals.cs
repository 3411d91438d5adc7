using System.Globalization;
using Attune.Statistics;

namespace Attune.Reports;

/// <summary>Numbers as reports show them, in the invariant culture.</summary>
internal static class Numerals
{
    /// <summary>What stands where there is no number.</summary>
    public const string None = "";

    public static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count beside a mean; nothing where it is 0.</summary>
    public static string Counted(int number) => number == 0 ? None : Whole(number);

    public static string Score(double? score) => score?.ToString("0.00", CultureInfo.InvariantCulture) ?? None;

    public static string Three(double? number) => number?.ToString("0.000", CultureInfo.InvariantCulture) ?? None;

    public static string Signed(double? difference) => difference?.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) ?? None;

    public static string Signed3(double? difference) => difference?.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture) ?? None;

    /// <summary><c>0.40 to 0.88</c>; nothing where one user leaves no interval.</summary>
    public static string Interval(Estimate? estimate) => estimate is { Low: { } low, High: { } high } ? $"{Score(low)} to {Score(high)}" : None;

    public static string SignedInterval(Estimate? estimate) => estimate is { Low: { } low, High: { } high } ? $"{Signed(low)} to {Signed(high)}" : None;

    public static string SignedInterval3(Estimate? estimate) => estimate is { Low: { } low, High: { } high } ? $"{Signed3(low)} to {Signed3(high)}" : None;

    public static string Dollars(double? dollars) => dollars is { } known ? known.ToString(known is > 0 and < 0.1 ? "0.0000" : "N2", CultureInfo.InvariantCulture) : "unknown";

    /// <summary>What is known of a cost: <c>at least</c> where calls did not say what they took.</summary>
    public static string Dollars(double? dollars, double? atLeast) => dollars is null && atLeast is > 0 ? $"at least {Dollars(atLeast)}" : Dollars(dollars);

    public static string Seconds(double? milliseconds) => (milliseconds / 1000)?.ToString("0.00", CultureInfo.InvariantCulture) ?? None;
}
