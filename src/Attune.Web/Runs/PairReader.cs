using System.Text.Json.Serialization.Metadata;
using Attune.Datasets;
using Attune.Questions;
using Attune.Runs;
using Attune.Runs.Pairs;
using Attune.Web.Layout;
using Attune.Web.Runs.Index;
using Attune.Web.Shelves;

namespace Attune.Web.Runs;

/// <summary>Puts together what the pages of preference pairs show. Thread-safe.</summary>
internal sealed class PairReader(RunIndexes indexes, Replays replays)
{
    /// <summary>Contests that a page shows.</summary>
    private const int MostContests = 100;

    /// <summary>A dataset that is opened while somebody waits for a list; of others the list shows ids only.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>The pairs of a run's dataset that have one of these ids, as far as it can be read soon.</summary>
    public async Task<IReadOnlyDictionary<string, PreferencePair>> AskedAsync(RunSummary run, IEnumerable<string> pairs, CancellationToken cancellationToken)
    {
        var reading = replays.RunAsync(run.Entry, run.Record!, cancellationToken);
        await Task.WhenAny(reading, Task.Delay(Patience, cancellationToken));
        if (!reading.IsCompletedSuccessfully || reading.Result.Replay is not { } replay) return new Dictionary<string, PreferencePair>();
        var wanted = pairs.ToHashSet(StringComparer.Ordinal);
        return replay.Dataset.Pairs.Where(p => wanted.Contains(p.Id)).ToDictionary(p => p.Id, StringComparer.Ordinal);
    }

    /// <summary>A pair with everything about it; null where the run did not ask it.</summary>
    /// <exception cref="BadInputException">A line of a log is not what it was.</exception>
    public async Task<PairView?> ReadAsync(RunSummary run, string pair, PairFilter filter, TableQuery query, CancellationToken cancellationToken)
    {
        var index = indexes.Of(run.Entry);
        var trials = index.Pairs.Trials(pair, filter);
        if (trials.Count == 0 && (filter.Fields.Count == 0 || index.Pairs.Trials(pair, new()).Count == 0)) return null;
        var contestants = trials.GroupBy(t => t.Condition).ToList();
        var verdicts = Read(run, "verdicts.jsonl", index.Pairs.Verdicts(pair, filter), AttuneJson.Lines.VerdictRecord).ToLookup(v => v.Condition);
        var (contests, all) = index.Pairs.Contests(pair, filter, MostContests);
        var values = index.Trials.Values();
        var view = new PairView
        {
            Run = run,
            Pair = pair,
            Filter = filter,
            Around = index.Pairs.Around(filter, pair),
            Contestants = [.. contestants.Skip((int)query.Offset).Take(query.Size).Select(c => Contestant(run.Entry, [.. c], verdicts))],
            AllContestants = contestants.Count,
            Contests = Read(run, "contests.jsonl", contests, AttuneJson.Lines.ContestRecord),
            AllContests = all,
            NamedBy = PairFilter.ContestantFields.Where(f => f == "method" || values[f].Count(v => v.Length > 0) > 1).ToList(),
        };
        return await WithTextsAsync(view, cancellationToken);
    }

    private async Task<PairView> WithTextsAsync(PairView view, CancellationToken cancellationToken)
    {
        var (replay, fault) = await replays.RunAsync(view.Run.Entry, view.Run.Record!, cancellationToken);
        if (replay is null) return view with { Fault = fault };
        if (replay.Dataset.Pairs.FirstOrDefault(p => p.Id == view.Pair) is not { } asked) return view with { Fault = "The dataset has no such pair any more." };
        return view with
        {
            Asked = asked,
            Preferences = [replay.Dataset.Preference(asked.PreferenceA), replay.Dataset.Preference(asked.PreferenceB)],
            Fault = replay.Differences.Count == 0 ? null : "What is shown of the dataset is as it is today, not as it was asked: " + string.Join("; ", replay.Differences) + ".",
        };
    }

    private static PairContestant Contestant(ShelfEntry run, IReadOnlyList<TrialRow> trials, ILookup<Condition, VerdictRecord> verdicts)
    {
        var records = trials.Select(t => RunReader.Trial(run, t)).ToList();
        return new(trials[0], records.FirstOrDefault(r => r.Form == "a"), records.FirstOrDefault(r => r.Form == "b"), [.. verdicts[records[0].Condition]]);
    }

    /// <summary>Lines of a log, each whole.</summary>
    private static IReadOnlyList<T> Read<T>(RunSummary run, string log, IReadOnlyList<LogLine> lines, JsonTypeInfo<T> type)
        where T : class
    {
        if (lines.Count == 0) return [];
        var path = Path.Combine(run.Entry.Location, log);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        return [.. lines.Select(One)];

        T One(LogLine at)
        {
            var bytes = new byte[at.Length];
            stream.Position = at.Place;
            stream.ReadExactly(bytes);
            var line = JsonLines.Parse(bytes, path, (int)at.Number, at.Place, type);
            return line.Value ?? throw new BadInputException(line.Fault!.Place, line.Fault.Problem, line.Fault.Mend);
        }
    }
}
