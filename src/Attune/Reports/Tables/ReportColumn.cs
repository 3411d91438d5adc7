namespace Attune.Reports.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its header.</param>
/// <param name="IsNumber">Numbers are set to the right, names to the left.</param>
public sealed record ReportColumn(string Name, bool IsNumber)
{
    internal static ReportColumn Named(string name) => new(name, false);

    internal static ReportColumn Number(string name) => new(name, true);
}
