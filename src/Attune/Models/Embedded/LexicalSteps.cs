using System.Text.Json;

namespace Attune.Models.Embedded;

/// <summary>
/// How <see cref="LexicalChatClient"/> takes the steps of a method: it lists what the user said in the first person of liking and
/// aversion, chooses by the words that it shares with the question, and plans by what it is for and against.
/// </summary>
internal static class LexicalSteps
{
    private const int MostExtracted = 24;
    private const int MostChosen = 3;
    private const int MostCriticised = 2;

    public static string Take(ReadStep step, List<Memory> turns) => step.Step switch
    {
        "extract" => List(Extract(turns)),
        "choose" => List(Closest(step.Question, [.. step.Preferences.Select(p => new Memory(p))]).Take(MostChosen)),
        "plan" => List(step.Preferences.Select(Change)),
        _ => Criticise(step, turns),
    };

    /// <summary>The statements that speak most of liking and aversion, in the order in which they were made.</summary>
    private static IEnumerable<string> Extract(List<Memory> turns) => turns
        .SelectMany(t => t.Statements)
        .DistinctBy(s => s.Text)
        .Select((statement, place) => (Statement: statement, Place: place))
        .OrderByDescending(s => s.Statement.Stance.Strength)
        .Take(MostExtracted)
        .OrderBy(s => s.Place)
        .Select(s => s.Statement.Text);

    /// <summary>Those that share words with the question, most first; where none does, what is stated most strongly.</summary>
    private static IEnumerable<string> Closest(string question, List<Memory> memories)
    {
        var scored = memories.Zip(Memory.Score(memories, Stems.Of(question))).ToList();
        return scored.Any(m => m.Second > 0)
            ? scored.Where(m => m.Second > 0).OrderByDescending(m => m.Second).Select(m => m.First.Text)
            : memories.OrderByDescending(m => m.Stance.Strength).Select(m => m.Text);
    }

    private static string Change(string preference)
    {
        var stance = Stance.Of(preference);
        if (stance.For.FirstOrDefault() is { } liked) return $"Put first what fits this: {liked}";
        return stance.Against.FirstOrDefault() is { } unwanted ? $"Leave out what goes with this: {unwanted}" : $"Bear in mind: {preference}";
    }

    private static string Criticise(ReadStep step, List<Memory> turns)
    {
        var statements = turns.SelectMany(t => t.Statements).DistinctBy(s => s.Text).ToList();
        var bearing = Closest(step.Question, statements).Take(MostCriticised).ToList();
        var overlooked = bearing.Where(s => !step.Draft.Contains(s, StringComparison.Ordinal)).ToList();
        return overlooked.Count == 0 ? step.Nothing : "The draft overlooks what you said:\n" + string.Join('\n', overlooked.Select(s => $"\"{s}\""));
    }

    private static string List(IEnumerable<string> items) =>
        "[" + string.Join(", ", items.Select(item => JsonSerializer.Serialize(item, AttuneJson.Lines.String))) + "]";
}
