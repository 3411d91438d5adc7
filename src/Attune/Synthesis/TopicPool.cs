using Attune.Datasets;
using Attune.People;

namespace Attune.Synthesis;

/// <summary>What preferences can be about.</summary>
internal static class TopicPool
{
    /// <summary>The 7 fields and 37 subtopics of RealPref (appendix A.2, Table 3).</summary>
    public static IReadOnlyList<Topic> RealPref { get; } =
    [
        .. Of("Education", "Learning Style", "Learning Resources"),
        .. Of("Entertainment", "Music", "Movies & Shows", "Games", "Reading", "Online Media"),
        .. Of("Lifestyle", "Daily Routine", "Exercise", "Shopping", "Beauty", "Fashion", "Tech Use", "Home Decoration"),
        .. Of("Food", "Cuisine", "Cooking", "Snacks & Drinks", "Diet", "Dining Style"),
        .. Of("Travel", "Destinations", "Activities", "Companions", "Pace & Frequency", "Accommodation", "Transportation", "Planning Style"),
        .. Of("Work & Living", "Location & Environment", "Traffic & Commuting", "Climate", "Work Conditions & Hours", "Work Values", "Work Style & Tasks"),
        .. Of("Social", "Social Energy", "Friendship", "Family", "Romance", "Social Events"),
    ];

    /// <summary>A pool of the user's own: JSON lines with <c>field</c> and <c>subtopic</c>.</summary>
    /// <exception cref="BadInputException">The file is not there, a line is broken, or it has too few topics for the preferences of one user.</exception>
    public static IReadOnlyList<Topic> Read(string path)
    {
        var topics = new List<Topic>();
        using var stream = OpenRead(path);
        foreach (var line in JsonLines.Read(stream, path, AttuneJson.Lines.Topic))
        {
            var topic = line.Value ?? throw new BadInputException([line.Fault!]);
            if (string.IsNullOrWhiteSpace(topic.Field) || string.IsNullOrWhiteSpace(topic.Subtopic))
                throw new BadInputException(line.Place, "has an empty field or subtopic", """Write {"field": "Travel", "subtopic": "Accommodation"}""");
            topics.Add(new() { Field = topic.Field.Trim(), Subtopic = topic.Subtopic.Trim() });
        }

        var distinct = topics.DistinctBy(t => t.ToString(), StringComparer.OrdinalIgnoreCase).ToList();
        return distinct.Count >= RealPrefPlan.Preferences
            ? distinct
            : throw new BadInputException(path, $"has {distinct.Count} topics", $"Give at least {RealPrefPlan.Preferences}: one for each of a user's preferences, and some for the generalized ones");
    }

    private static FileStream OpenRead(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--topics {path}", "cannot be read", """Give a file with lines such as {"field": "Travel", "subtopic": "Accommodation"}""");
        }
    }

    private static IEnumerable<Topic> Of(string field, params string[] subtopics) => subtopics.Select(s => new Topic { Field = field, Subtopic = s });
}
