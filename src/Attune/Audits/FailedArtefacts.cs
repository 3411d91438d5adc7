using Attune.Conversations;
using Attune.Datasets;
using Attune.People;

namespace Attune.Audits;

/// <summary>Which artefacts of a generated dataset have to be made again, because records that were made of them offend.</summary>
public static class FailedArtefacts
{
    /// <summary>The keys of the artefacts, as <see cref="Synthesis.GenerationOptions.Redo"/> takes them, each once. Findings of checks that pass are let be.</summary>
    /// <param name="report">What the audit found.</param>
    /// <param name="dataset">The dataset that was audited, made by <see cref="Synthesis.RealPrefPipeline"/>.</param>
    public static IReadOnlyList<string> KeysOf(AuditReport report, Dataset dataset)
    {
        var failed = report.Gates.SelectMany(g => g.Checks).Where(c => c.Verdict == GateVerdict.Fail);
        var findings = failed.SelectMany(c => c.Findings ?? []).ToLookup(f => f.Place.Split(':')[0], f => f.Id);
        var preferences = dataset.Preferences.ToDictionary(p => p.Id, StringComparer.Ordinal);
        return
        [
            .. new[]
            {
                findings[DatasetFiles.Profiles],
                findings[DatasetFiles.Preferences].Select(id => preferences[id]).Select(p => $"{p.UserId}/{(p.Kind == PreferenceKind.Original ? "preferences" : "generalized")}"),
                KeysOfSessions([.. findings[DatasetFiles.Sessions]], dataset),
                findings[DatasetFiles.Queries],
            }.SelectMany(keys => keys).Distinct(),
        ];
    }

    /// <summary>All expressions of a preference are one artefact; any other session is its own.</summary>
    private static IEnumerable<string> KeysOfSessions(HashSet<string> ids, Dataset dataset) => ids.Count == 0
        ? []
        : dataset.Profiles.SelectMany(p => dataset.SessionsOf(p.Id)).Concat(dataset.RandomSessions).Where(s => ids.Contains(s.Id))
            .Select(s => s.Kind == SessionKind.Preference ? $"{s.PreferenceId}/expressions" : s.Id);
}
