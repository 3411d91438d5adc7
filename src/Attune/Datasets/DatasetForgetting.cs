using System.Text.Json;
using Attune.Conversations;
using Attune.People;

namespace Attune.Datasets;

/// <summary>
/// Takes sessions out of a dataset, with what was mined from them and whatever stems from them alone: the way to honour a user who asks
/// for deletion. Not to be called for one folder from two threads at once.
/// </summary>
public static class DatasetForgetting
{
    /// <summary>What was written aside and not moved yet, when a process was ended.</summary>
    private const string Kept = ".kept";

    /// <summary>What stood there before, on its way out: gone in one step, so that no half of a folder is ever taken for a dataset.</summary>
    private const string Gone = ".gone";

    /// <summary>
    /// Removes sessions of these ids and those mined from them (<c>mined_from</c>); users who have no session left; preferences all of whose
    /// sources are removed, or whose user is; queries and pairs of those. A preference that others hold too stays, without the removed
    /// sources, as its first other holder's. The folder is written anew: what else lies in it, the log <c>making</c> and what was set
    /// aside among it, is gone, and a dataset of which no session is left goes as a whole.
    /// </summary>
    /// <param name="folder">A dataset folder. Nothing happens where there is none, so that it can be called again after an interruption.</param>
    /// <param name="sessions">Ids of sessions; those that are not there are passed over.</param>
    /// <returns>True where anything was removed.</returns>
    /// <exception cref="BadInputException">It is no valid dataset, or cannot be written.</exception>
    public static bool Forget(string folder, IReadOnlySet<string> sessions)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var aside = folder + Kept;
        if (!Settle(folder, aside)) return false;
        var dataset = Dataset.Open(folder);
        var removed = dataset.Profiles.SelectMany(p => dataset.SessionsOf(p.Id)).Where(s => IsOf(s, sessions)).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        if (removed.Count == 0) return false;
        Disk.Guard(aside, () => FolderRights.CreateLike(folder, aside));
        if (Write(dataset, removed, aside)) Replace(folder, aside);
        else Disk.Guard(folder, () => Remove(folder, aside));
        return true;
    }

    private static bool IsOf(Session session, IReadOnlySet<string> sessions) =>
        sessions.Contains(session.Id)
        || (session.Extra?.TryGetValue("mined_from", out var from) == true && from.ValueKind == JsonValueKind.Object
            && from.TryGetProperty("session_id", out var id) && id.ValueKind == JsonValueKind.String && sessions.Contains(id.GetString()!));

    /// <summary>False where nothing is left to write.</summary>
    private static bool Write(Dataset dataset, HashSet<string> removed, string aside)
    {
        var users = dataset.Profiles.Where(p => dataset.SessionsOf(p.Id) is var all && (all.Count == 0 || all.Any(s => !removed.Contains(s.Id)))).ToDictionary(p => p.Id, StringComparer.Ordinal);
        if (users.Count == 0) return false;
        var preferences = dataset.Preferences.Select(p => Left(p, removed, users)).OfType<Preference>().ToDictionary(p => p.Id, StringComparer.Ordinal);
        using var writer = new DatasetWriter(aside);
        foreach (var user in users.Values)
        {
            writer.Add(user);
            foreach (var session in dataset.SessionsOf(user.Id).Where(s => !removed.Contains(s.Id))) writer.Add(session);
        }

        foreach (var session in dataset.RandomSessions) writer.Add(session);
        foreach (var preference in preferences.Values) writer.Add(preference with { DerivedFrom = [.. preference.DerivedFrom.Where(preferences.ContainsKey)] });
        foreach (var query in dataset.Queries.Where(q => preferences.ContainsKey(q.PreferenceId))) writer.Add(query);
        foreach (var pair in dataset.Pairs)
            if (preferences.ContainsKey(pair.PreferenceA) && preferences.ContainsKey(pair.PreferenceB) && !pair.HistoryA.Concat(pair.HistoryB).Any(removed.Contains)) writer.Add(pair);

        // Counts of the mining are of what was there before.
        writer.Commit(dataset.Card with { Extra = dataset.Card.Extra?.Where(e => e.Key is not ("mined" or "audit")).ToDictionary() });
        return true;
    }

    /// <summary>Null where nobody holds it any more.</summary>
    private static Preference? Left(Preference preference, HashSet<string> removed, Dictionary<string, Profile> users)
    {
        if (preference.Sources is not { Count: > 0 } sources) return users.ContainsKey(preference.UserId) ? preference : null;
        IReadOnlyList<PreferenceSource> left = [.. sources.Where(s => !removed.Contains(s.SessionId))];
        return left.Count == 0 ? null : left.Count == sources.Count ? preference : preference with { UserId = left[0].UserId, Sources = left };
    }

    /// <summary>Ends what an interrupted call began. False where there is no dataset.</summary>
    private static bool Settle(string folder, string aside) => Disk.Guard(folder, () =>
    {
        if (!Directory.Exists(folder) && Directory.Exists(aside)) Directory.Move(aside, folder);
        foreach (var left in (string[])[aside, folder + Gone])
            if (Directory.Exists(left)) Directory.Delete(left, recursive: true);
        return Directory.Exists(folder);
    });

    private static void Replace(string folder, string aside) => Disk.Guard(folder, () =>
    {
        Directory.Move(folder, folder + Gone);
        Directory.Move(aside, folder);
        Directory.Delete(folder + Gone, recursive: true);
    });

    private static void Remove(string folder, string aside)
    {
        Directory.Delete(aside, recursive: true);
        Directory.Move(folder, folder + Gone);
        Directory.Delete(folder + Gone, recursive: true);
    }
}
