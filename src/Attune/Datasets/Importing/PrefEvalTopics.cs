using System.Globalization;
using System.Text.RegularExpressions;
using Attune.People;

namespace Attune.Datasets.Importing;

/// <summary>PrefEval's topics, which it names by its files.</summary>
internal static partial class PrefEvalTopics
{
    private static readonly Dictionary<string, Topic> Known = new(StringComparer.Ordinal)
    {
        ["education_learning_styles"] = Of("Education", "Learning Styles"),
        ["education_resources"] = Of("Education", "Resources"),
        ["entertain_games"] = Of("Entertainment", "Games"),
        ["entertain_music_book"] = Of("Entertainment", "Music & Books"),
        ["entertain_shows"] = Of("Entertainment", "Shows"),
        ["entertain_sports"] = Of("Entertainment", "Sports"),
        ["lifestyle_beauty"] = Of("Lifestyle", "Beauty"),
        ["lifestyle_dietary"] = Of("Lifestyle", "Diet"),
        ["lifestyle_fit"] = Of("Lifestyle", "Fitness"),
        ["lifestyle_health"] = Of("Lifestyle", "Health"),
        ["pet_ownership"] = Of("Pets", "Ownership"),
        ["professional_work_location_style"] = Of("Work", "Location & Style"),
        ["shop_fashion"] = Of("Shopping", "Fashion"),
        ["shop_home"] = Of("Shopping", "Home"),
        ["shop_motors"] = Of("Shopping", "Motors"),
        ["shop_technology"] = Of("Shopping", "Technology"),
        ["travel_activities"] = Of("Travel", "Activities"),
        ["travel_hotel"] = Of("Travel", "Hotel"),
        ["travel_restaurant"] = Of("Travel", "Restaurant"),
        ["travel_transportation"] = Of("Travel", "Transportation"),
    };

    /// <summary>True for a topic of PrefEval, and for a new one named as its are. A known name with something added is a stray copy.</summary>
    public static bool IsName(string name) =>
        Known.ContainsKey(name) || (Words().IsMatch(name) && !Known.Keys.Any(known => name.Contains(known, StringComparison.Ordinal)));

    public static bool IsKnown(string name) => Known.ContainsKey(name);

    /// <summary>Field and subtopic; of an unknown topic, the first word and the others.</summary>
    public static Topic Read(string name)
    {
        if (Known.TryGetValue(name, out var topic)) return topic;
        var words = name.Split('_').Select(CultureInfo.InvariantCulture.TextInfo.ToTitleCase).ToList();
        return Of(words[0], words.Count > 1 ? string.Join(' ', words.Skip(1)) : words[0]);
    }

    private static Topic Of(string field, string subtopic) => new() { Field = field, Subtopic = subtopic };

    [GeneratedRegex(@"\A[a-z]+(_[a-z]+)*\z")]
    private static partial Regex Words();
}
