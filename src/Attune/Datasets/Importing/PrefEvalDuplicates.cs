namespace Attune.Datasets.Importing;

/// <summary>Finds items that say the same as another, within their topic and across topics. They are counted, never merged.</summary>
internal sealed class PrefEvalDuplicates(string field)
{
    private readonly Dictionary<string, List<(string Topic, int Index)>> _byText = new(StringComparer.Ordinal);

    public void Add(string topic, int index, string text)
    {
        if (!_byText.TryGetValue(text, out var places)) _byText[text] = places = [];
        places.Add((topic, index));
    }

    /// <summary>At most two sentences for a topic.</summary>
    public IEnumerable<string> Of(string topic)
    {
        var repeated = _byText.Values.Where(places => places.Count > 1 && places.Any(p => p.Topic == topic)).ToList();
        var within = repeated.ConvertAll(places => places.Where(p => p.Topic == topic).Select(p => $"{p.Index}").ToList()).FindAll(p => p.Count > 1);
        if (within.Count > 0) yield return $"{field} repeated within the topic: {string.Join("; ", within.Select(p => string.Join(" = ", p)))}";

        var across = repeated.FindAll(places => places.Any(p => p.Topic != topic));
        if (across.Count > 0) yield return $"{field} also in another topic: {string.Join("; ", across.Select(p => Across(p, topic)))}";
    }

    private static string Across(List<(string Topic, int Index)> places, string topic) => string.Join(
        " = ",
        places.OrderBy(p => p.Topic != topic).Select(p => p.Topic == topic ? $"{p.Index}" : $"{p.Topic} {p.Index}"));
}
