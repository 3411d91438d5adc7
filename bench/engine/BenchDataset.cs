using Attune.Conversations;
using Attune.Datasets;
using Attune.People;

namespace Attune.Bench.Engine;

/// <summary>A dataset of any size, whose users have the starter's preferences and sessions under names of their own.</summary>
internal static class BenchDataset
{
    public const int QueriesPerUser = 13;

    /// <param name="folder">Where to write it; removed first.</param>
    /// <param name="users">How many.</param>
    /// <param name="poolCopies">How often the starter's random sessions are reworded into new ones.</param>
    public static void Write(string folder, int users, int poolCopies)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var starter = Dataset.Open("starter");
        var originals = starter.Preferences.Where(p => p.Kind == PreferenceKind.Original).Take(QueriesPerUser).ToList();
        var sessions = starter.Profiles.SelectMany(p => starter.SessionsOf(p.Id)).Where(s => s.Expression == "direct").ToLookup(s => s.PreferenceId);
        var queries = starter.Queries.ToLookup(q => q.PreferenceId);
        using var writer = new DatasetWriter(folder);
        for (var user = 0; user < users; user++)
        {
            var id = $"user{user}";
            writer.Add(starter.Profiles[0] with { Id = id });
            foreach (var original in originals)
            {
                var preference = $"{id}-{original.Id}";
                writer.Add(original with { Id = preference, UserId = id });
                foreach (var session in sessions[original.Id]) writer.Add(Renamed(session, id, preference));
                foreach (var query in queries[original.Id]) writer.Add(query with { Id = $"{id}-{query.Id}", PreferenceId = preference });
            }
        }

        for (var copy = 0; copy < poolCopies; copy++)
            foreach (var session in starter.RandomSessions) writer.Add(Reworded(session, copy));
        writer.Commit(new() { Format = DatasetCard.CurrentFormat, Name = "bench", License = "MIT" });
    }

    private static Session Renamed(Session session, string user, string preference) => session with
    {
        Id = $"{user}-{session.Id}",
        UserId = user,
        PreferenceId = preference,
        Turns = [.. session.Turns.Select(t => t with { User = $"{t.User} ({user})" })],
    };

    /// <summary>Another session of the same length: its words in another order.</summary>
    private static Session Reworded(Session session, int copy)
    {
        var random = new Random(copy);
        return session with { Id = $"{session.Id}-{copy}", Turns = [.. session.Turns.Select(t => t with { Assistant = Shuffled(t.Assistant, random) })] };
    }

    private static string Shuffled(string text, Random random)
    {
        var words = text.Split(' ');
        random.Shuffle(words);
        return string.Join(' ', words);
    }
}
