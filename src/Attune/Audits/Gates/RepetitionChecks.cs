using Attune.Statistics;

namespace Attune.Audits.Gates;

/// <summary>Whether anything is told twice.</summary>
internal static class RepetitionChecks
{
    private const double Similar = 0.8;

    /// <summary>A random conversation that repeats another makes the pool smaller than it looks.</summary>
    public static AuditCheck RandomSessions(AuditSubject subject)
    {
        var sessions = subject.Dataset.RandomSessions;
        var repeated = NearDuplicates.Find(sessions.Select(s => string.Join('\n', s.Turns.Select(t => t.User + '\n' + t.Assistant))), Similar)
            .DistinctBy(p => p.Second)
            .Select(p => subject.Finding(sessions[p.Second], $"it repeats {sessions[p.First].Id}"));
        return AuditCheck.None("random conversations that repeat another", sessions.Count, [.. repeated], "there is no random conversation");
    }
}
