namespace Attune.Statistics;

/// <summary>What the labels of a rating can tell, which decides how far two of them are apart.</summary>
public enum MeasurementLevel
{
    /// <summary>The same or not.</summary>
    Nominal,

    /// <summary>More or less: two labels are as far apart as there are ratings between them.</summary>
    Ordinal,

    /// <summary>How much more: the squared difference.</summary>
    Interval,
}
