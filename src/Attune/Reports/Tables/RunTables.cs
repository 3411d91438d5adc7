namespace Attune.Reports.Tables;

/// <summary>A run's tables, in the order of a report.</summary>
public static class RunTables
{
    /// <summary>All tables that have a row.</summary>
    public static IReadOnlyList<ReportTable> Of(RunDocument run) =>
    [
        .. new[] { SettingTables.Setting(run) }
            .Concat(ScoreTables.Main(run)).Append(PairTables.PassRates(run)).Append(PairTables.ByDistance(run))
            .Append(ContestTables.Strengths(run)).Append(ContestTables.Matrix(run)).Append(ContestTables.Evaluators(run)).Append(ScoreTables.Changes(run))
            .Concat(ScoreTables.Details(run)).Append(ScoreTables.Steps(run))
            .Append(SettingTables.Causes(run)).Append(SettingTables.Usage(run)).Append(SettingTables.Identity(run)).Append(ScoreTables.Conditions(run))
            .Where(t => t.Rows.Count > 0),
    ];
}
