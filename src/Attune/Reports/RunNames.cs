namespace Attune.Reports;

/// <summary>Names that tell runs apart: their folders', and as much of the way there as it takes.</summary>
internal static class RunNames
{
    /// <summary>In words, what keeps runs from being ranked against each other; empty where nothing does.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<RunDocument> runs)
    {
        var names = Of(runs);
        return [.. runs.Skip(1).SelectMany((run, i) => runs[0].Identity.Differences(run.Identity).Select(d => $"{names[0]} and {names[i + 1]} differ in {d}"))];
    }

    public static IReadOnlyList<string> Of(IReadOnlyList<RunDocument> runs)
    {
        var paths = runs.Select(r => r.Run.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries)).ToList();
        for (var parts = 1; parts <= paths.Max(p => p.Length); parts++)
        {
            var names = paths.ConvertAll(p => string.Join('/', p.TakeLast(parts)));
            if (names.Distinct(StringComparer.Ordinal).Count() == names.Count) return names;
        }

        return [.. runs.Select((r, i) => $"{r.Run} ({i + 1})")];
    }
}
