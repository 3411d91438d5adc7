using System.Globalization;

namespace Attune.Web.Annotation;

/// <summary>Shares as pages of rounds write them.</summary>
internal static class Percent
{
    public static string Of(double share) => $"{(100 * share).ToString("0", CultureInfo.InvariantCulture)}%";
}
