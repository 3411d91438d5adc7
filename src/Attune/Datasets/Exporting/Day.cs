using System.Globalization;

namespace Attune.Datasets.Exporting;

/// <summary>Days as files write them.</summary>
internal static class Day
{
    /// <summary><c>2011-06-15</c>.</summary>
    public static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>2011/06/15</c>, as RealPref does.</summary>
    public static string Slashed(DateOnly date) => date.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);
}
