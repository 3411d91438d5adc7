using System.Text.Json;
using Attune.Datasets;
using Attune.Questions;
using Attune.Statistics;
using Attune.Synthesis;
using Attune.Synthesis.Pairs;

namespace Attune.Verifying;

/// <summary>Takes what people decided about pairs into the dataset.</summary>
public static class CheckedPairs
{
    /// <summary>What would come of it, without changing anything.</summary>
    /// <param name="checks">The dataset's pairs with the decisions.</param>
    public static ApplyResult Preview(PairChecks checks)
    {
        var outcomes = Outcomes(checks);
        List<IReadOnlyList<CheckRecord>> independent = [.. outcomes.Select(o => (IReadOnlyList<CheckRecord>)[.. o.Decided.Where(d => !ShownPairs.IsAdjudicator(d.By))])];
        var several = independent.Where(d => d.Count > 1).ToList();
        return new()
        {
            Pairs = outcomes.Count,
            Checked = outcomes.Count(o => o.Decided.Count > 0),
            Changed = outcomes.Count(o => o.Now is { } now && now.Query != o.Before.Query),
            Rejected = outcomes.Count(o => o.Now is null),
            Outdated = checks.Outdated,
            Unreadable = checks.Unreadable,
            People = new SortedDictionary<string, int>(outcomes.SelectMany(o => o.Decided).CountBy(d => d.By).ToDictionary(p => p.Key, p => p.Value), StringComparer.Ordinal),
            Unanimous = several.Count == 0 ? null : (double)several.Count(d => d.DistinctBy(c => c.Choice).Count() == 1) / several.Count,
            Alpha = KrippendorffAlpha.Nominal([.. independent.Where(d => d.Count > 0).Select(d => d.Select(c => c.Choice!.Value).ToList())]),
        };
    }

    /// <summary>
    /// Rewrites <c>pairs.jsonl</c> with the queries that most people chose, moves pairs that most rejected to <c>set-aside.jsonl</c>, and
    /// counts the card anew. Every file is written aside and renamed. An audit in the card, of the pairs as they were, is taken out.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="checks">Its pairs with the decisions.</param>
    /// <exception cref="BadInputException">A file cannot be written.</exception>
    public static ApplyResult Apply(Dataset dataset, PairChecks checks)
    {
        var result = Preview(checks);
        var outcomes = Outcomes(checks);
        SetAside([.. outcomes.Where(o => o.Now is null)], dataset.Location);
        Replace(Path.Combine(dataset.Location, DatasetFiles.Pairs), stream =>
        {
            foreach (var pair in outcomes.Select(o => o.Now).OfType<PreferencePair>())
            {
                JsonSerializer.Serialize(stream, pair, AttuneJson.Lines.PreferencePair);
                stream.WriteByte((byte)'\n');
            }
        });
        var extra = dataset.Card.Extra?.Where(e => e.Key != CardAudit.Field).ToDictionary(e => e.Key, e => e.Value);
        var counts = dataset.Card.Counts is { } known ? new Dictionary<string, int>(known) { [Path.GetFileNameWithoutExtension(DatasetFiles.Pairs)] = result.Pairs - result.Rejected } : null;
        Replace(Path.Combine(dataset.Location, DatasetFiles.Card), stream =>
        {
            JsonSerializer.Serialize(stream, dataset.Card with { Extra = extra, Counts = counts }, AttuneJson.Indented.DatasetCard);
            stream.WriteByte((byte)'\n');
        });
        return result;
    }

    private static List<(PreferencePair Before, IReadOnlyList<CheckRecord> Decided, PreferencePair? Now)> Outcomes(PairChecks checks) =>
        [.. checks.Pairs.Select(p => (p, checks.Of(p))).Select(p => (p.p, p.Item2, PairChoice.Of(p.p, p.Item2)))];

    /// <summary>Listed first: a crash before the pairs are rewritten lists them once more, and loses nothing.</summary>
    private static void SetAside(List<(PreferencePair Before, IReadOnlyList<CheckRecord> Decided, PreferencePair? Now)> rejected, string folder)
    {
        if (rejected.Count == 0) return;
        var path = new MakingFolder(folder).SetAside;
        var before = File.Exists(path) ? File.ReadAllBytes(path) : [];
        Replace(path, stream =>
        {
            stream.Write(before);
            foreach (var (pair, decided, _) in rejected)
            {
                JsonSerializer.Serialize(stream, new SetAside(PairStage.Verification, pair.Id, PairChoice.Cause(decided)), AttuneJson.Lines.SetAside);
                stream.WriteByte((byte)'\n');
            }
        });
    }

    private static void Replace(string path, Action<Stream> write) => Disk.Guard(path, () =>
    {
        var aside = path + ".partial";
        using (var stream = File.Create(aside)) write(stream);
        File.Move(aside, path, overwrite: true);
    });
}
