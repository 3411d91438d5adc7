namespace Attune.Datasets.Importing;

/// <summary>Reads one topic's files in all views and joins their records by index.</summary>
internal static class PrefEvalTopicReader
{
    public static IEnumerable<(int Index, PrefEvalItem Item)> Read(PrefEvalFolder release, string topic, List<Anomaly> anomalies)
    {
        var views = new Dictionary<PrefEvalView, IReadOnlyList<SourceRecord?>>();
        foreach (var view in PrefEvalView.All)
            if (release.Open(view, topic) is { } file && file.ReadRecords() is { } records)
            {
                views[view] = records;
                foreach (var record in records.OfType<SourceRecord>()) view.Check(record);
            }

        var count = views.Values.Select(records => records.Count).DefaultIfEmpty().Max();
        if (views.Values.Any(records => records.Count < count))
            anomalies.Add(new(release.PlaceOf(topic), "", $"its views differ in length: {Lengths(views)}", "items were read from the views that have them"));

        for (var index = 0; index < count; index++)
            if (PrefEvalJoin.Join($"{topic}-{index:000}", PrefEvalTopics.Read(topic), Records(views, index)) is { } item)
                yield return (index, item);
    }

    private static Dictionary<PrefEvalView, SourceRecord> Records(Dictionary<PrefEvalView, IReadOnlyList<SourceRecord?>> views, int index)
    {
        var records = new Dictionary<PrefEvalView, SourceRecord>();
        foreach (var (view, all) in views)
            if (index < all.Count && all[index] is { } record)
                records[view] = record;
        return records;
    }

    private static string Lengths(Dictionary<PrefEvalView, IReadOnlyList<SourceRecord?>> views) =>
        string.Join(", ", views.Select(v => $"{v.Key.Name} {v.Value.Count}"));
}
