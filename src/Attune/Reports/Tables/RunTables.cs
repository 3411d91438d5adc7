namespace Attune.Reports.Tables;

/// <summary>A run's tables, in the order of a report.</summary>
public static class RunTables
{
    /// <summary>
    /// The tables of one run, or of several one after the other. Of several, titles begin with the run's name, ids end in its place so
    /// that labels of one document differ, and the identities say what keeps the runs from being ranked against each other.
    /// </summary>
    public static IEnumerable<ReportTable> Of(IReadOnlyList<RunDocument> runs)
    {
        if (runs is [var only]) return Of(only);
        var note = RunNames.Differences(runs) is { Count: > 0 } differences ? $"These runs cannot be ranked against each other: {string.Join("; ", differences)}." : null;
        return runs.Zip(RunNames.Of(runs)).SelectMany((run, i) =>
            Of(run.First).Select(t => t with { Id = $"{t.Id}-{i + 1}", Title = $"{run.Second}: {t.Title}", Note = t.Id == SettingTables.IdentityId ? note : t.Note }));
    }

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
