using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Datasets;
using Attune.Models.Embedded.Simulator.Mining;

namespace Attune.Models.Embedded.Simulator;

/// <summary>The hand-written material that the simulator composes its answers from. Read once, when first used.</summary>
internal static class Bank
{
    /// <summary>Preferences to be had, by topic.</summary>
    public static IReadOnlyList<PreferenceSeed> Seeds => field ??= Lines("Seeds", SimulatorJson.Bank.PreferenceSeed);

    /// <summary>What is said around each of them, by the seed's id.</summary>
    public static IReadOnlyDictionary<string, SeedTalk> Talk => field ??= Lines("Replies", SimulatorJson.Bank.SeedTalk).ToDictionary(t => t.Id, StringComparer.Ordinal);

    /// <summary>Milestones and what is said about them.</summary>
    public static IReadOnlyList<Milestone> Milestones => field ??= Lines("Life", SimulatorJson.Bank.Milestone);

    /// <summary>Conversations about nobody.</summary>
    public static IReadOnlyList<RandomTalk> Random => field ??= Lines("Random", SimulatorJson.Bank.RandomTalk);

    /// <summary>Names, trades, temperaments.</summary>
    public static PeopleMaterial People => field ??= Whole("people.json", SimulatorJson.Bank.PeopleMaterial);

    /// <summary>Sentences with places to fill.</summary>
    public static Frames Frames => field ??= Whole("frames.json", SimulatorJson.Bank.Frames);

    /// <summary>Matters in which users differ.</summary>
    public static IReadOnlyList<Theme> Themes => field ??= Lines("Themes", SimulatorJson.Bank.Theme);

    /// <summary>What conversations by InterPref's templates are put together from.</summary>
    public static Talk PairTalk => field ??= Whole("talk.json", SimulatorJson.Bank.Talk);

    /// <summary>The words with which people speak of themselves.</summary>
    public static SelfWords SelfWords => field ??= Whole("self-words.json", SimulatorJson.Bank.SelfWords);

    /// <summary>How people ask to be answered.</summary>
    public static IReadOnlyList<AnswerWish> AnswerWishes => field ??= Whole("answer-wishes.json", SimulatorJson.Bank.IReadOnlyListAnswerWish);

    /// <summary>What belongs to which category.</summary>
    public static IReadOnlyList<CategoryWords> Categories => field ??= Whole("categories.json", SimulatorJson.Bank.IReadOnlyListCategoryWords);

    private static List<T> Lines<T>(string folder, JsonTypeInfo<T> type)
        where T : class
    {
        var assembly = typeof(Bank).Assembly;
        var items = new List<T>();
        foreach (var file in assembly.GetManifestResourceNames().Where(n => n.StartsWith($"Bank/{folder}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(file)!;
            foreach (var line in JsonLines.Read(stream, file, type))
                items.Add(line.Value ?? throw new InvalidOperationException($"{line.Place} {line.Fault}"));
        }

        return items;
    }

    private static T Whole<T>(string file, JsonTypeInfo<T> type)
    {
        using var stream = typeof(Bank).Assembly.GetManifestResourceStream("Bank/" + file)!;
        return JsonSerializer.Deserialize(stream, type)!;
    }
}
