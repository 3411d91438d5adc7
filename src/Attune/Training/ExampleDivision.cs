using System.Globalization;
using Attune.Datasets;
using Attune.Datasets.Parts;
using Attune.Retrieval;

namespace Attune.Training;

/// <summary>The examples of each part.</summary>
/// <param name="Parts">In the order asked for.</param>
/// <param name="LeftOut">Examples whose user is in one part and whose topic in another.</param>
/// <param name="Notes">What whoever trains should know.</param>
internal sealed record ExampleDivision(IReadOnlyList<(string Name, IReadOnlyList<Example> Examples)> Parts, int LeftOut, IReadOnlyList<string> Notes)
{
    /// <summary>Divides examples by topic and user.</summary>
    /// <exception cref="BadInputException">Some part would have none, whatever is left out.</exception>
    public static ExampleDivision Of(IReadOnlyList<Example> examples, Dataset dataset, IReadOnlyList<SplitPart>? parts, long seed)
    {
        if (parts is null) return new([(TrainingOptions.TrainPart, examples)], 0, []);
        var units = UnitsOf(dataset);
        var topics = TopicsOf(examples);
        List<(int Unit, int Topic)> nodes = [.. examples.Zip(topics, (e, t) => (units[e.Chosen.UserId], t))];
        var compact = Compact(nodes);
        var divided = new TopicSplit(compact, parts, seed).Divide() ?? throw Unsatisfiable(examples, compact, parts);
        return new(
            [.. parts.Select((p, i) => (p.Name, (IReadOnlyList<Example>)[.. examples.Where((_, e) => divided[e] == i)]))],
            divided.Count(d => d < 0),
            Coarse(examples, compact));
    }

    private static Dictionary<string, int> UnitsOf(Dataset dataset) =>
        PairedUsers.Groups(dataset).Index().SelectMany(g => g.Item.Select(user => (user, g.Index))).ToDictionary(u => u.user, u => u.Index, StringComparer.Ordinal);

    /// <summary>One number for all examples that share a topic, a question or a preference's words, or are linked by others that do.</summary>
    private static int[] TopicsOf(IReadOnlyList<Example> examples)
    {
        var links = new LinkedNames();
        foreach (var example in examples) links.Link(NamesOf(example));
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. examples.Select(e => links.Leader(NamesOf(e).First())).Select(leader => numbers.TryGetValue(leader, out var known) ? known : numbers[leader] = numbers.Count)];
    }

    private static IEnumerable<string> NamesOf(Example example) =>
    [
        .. example.Topics.Select(t => $"topic {Plain(t)}"),
        $"question {Plain(example.Question)}",
        .. example.Preferences.Select(p => $"preference {Plain(p)}"),
    ];

    private static string Plain(string text) => string.Join(' ', Words.Of(text));

    private static List<(int Unit, int Topic)> Compact(List<(int Unit, int Topic)> nodes)
    {
        var (units, topics) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        return nodes.ConvertAll(n => (Number(units, n.Unit), Number(topics, n.Topic)));

        static int Number(Dictionary<int, int> numbers, int node) => numbers.TryGetValue(node, out var known) ? known : numbers[node] = numbers.Count;
    }

    private static BadInputException Unsatisfiable(IReadOnlyList<Example> examples, List<(int Unit, int Topic)> nodes, IReadOnlyList<SplitPart> parts)
    {
        var names = string.Join(", ", parts.Select(p => p.Name));
        if (nodes.DistinctBy(n => n.Topic).Count() < parts.Count)
            return new("the split", $"cannot divide the conversations into {names}: all {examples.Count} hang together by topic ({examples[0].Topics[0]}, ...), and no topic may be in two parts", "Give the preferences finer subtopics, or export more topics, or leave the split out and test on another dataset");
        if (nodes.DistinctBy(n => n.Unit).Count() < parts.Count)
            return new("the split", $"cannot divide the conversations into {names}: they are of one user, or of users who are all paired with each other", "Export a run on more users, or leave the split out and test on another dataset");
        return new("the split", $"cannot divide the {examples.Count} conversations into {names} so that no user and no topic is in two parts", "Ask for fewer parts or larger shares, or export a run on more users and topics");
    }

    /// <summary>A topic that holds most of the data leaves the split little choice.</summary>
    private static IReadOnlyList<string> Coarse(IReadOnlyList<Example> examples, List<(int Unit, int Topic)> nodes)
    {
        var largest = nodes.Index().GroupBy(n => n.Item.Topic, n => n.Index).MaxBy(g => g.Count())!;
        if (largest.Count() * 2 <= examples.Count) return [];
        var topics = largest.SelectMany(i => examples[i].Topics).Distinct().Take(3);
        return [string.Create(CultureInfo.InvariantCulture, $"The topics are coarse: {largest.Count()} of {examples.Count} conversations hang together by topic ({string.Join("; ", topics)}). Finer subtopics divide better.")];
    }
}
