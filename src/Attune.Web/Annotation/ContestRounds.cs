using System.Text.Json;
using Attune.Datasets;
using Attune.Runs;
using Attune.Runs.Pairs;
using Attune.Web.Hosting;
using Attune.Web.Shelves;

namespace Attune.Web.Annotation;

/// <summary>Rounds of contests: made from a run, and written back into it. Thread-safe.</summary>
internal sealed class ContestRounds(ConsoleOptions options, RunShelf shelf, RoundStore rounds, TimeProvider clock)
{
    /// <summary>The names of runs that asked preference pairs, the latest first.</summary>
    public IReadOnlyList<string> Runs => [.. shelf.List().Where(AskedPairs).Select(e => e.Name)];

    /// <summary>The contests of a run; null where there is no such run.</summary>
    /// <exception cref="BadInputException">The run or its dataset cannot be read.</exception>
    public PeopleContests? Open(string run)
    {
        if (Find(run) is not { } folder) return null;
        var named = folder.ReadRecord()?.Experiment.Dataset ?? "starter";
        var here = Path.Combine(options.Data, named);
        return new(folder, Dataset.Open(!Path.IsPathRooted(named) && File.Exists(Path.Combine(here, "dataset.json")) ? here : named));
    }

    /// <summary>Contests as items: in a random order, each two contestants' seats swapped in half of them.</summary>
    /// <param name="contests">What to show.</param>
    /// <param name="key">Names the draw.</param>
    public static IReadOnlyList<NewItem> ItemsOf(IReadOnlyList<ShownContest> contests, string key)
    {
        var items = contests
            .GroupBy(c => (c.A, c.B))
            .SelectMany(g => new KeyedRandom(0, "seats", key, $"{g.Key}").Shuffle(g).Select((contest, i) => (contest, Swapped: (i + First(key, $"{g.Key}")) % 2 == 1)))
            .OrderBy(c => c.contest.Key, StringComparer.Ordinal);
        return [.. new KeyedRandom(0, "items", key).Shuffle(items).Select(c => new NewItem(
            JsonSerializer.Serialize(c.contest, AttuneJson.Lines.ShownContest), c.Swapped, Side.Preferred(c.contest.Opinions)))];
    }

    /// <summary>An item's contest.</summary>
    public static ShownContest Read(string body) => JsonSerializer.Deserialize(body, AttuneJson.Lines.ShownContest)!;

    /// <summary>Puts every verdict of a round into its run's log, so that its tables count them.</summary>
    /// <returns>Lines that were written.</returns>
    /// <exception cref="BadInputException">The run is gone, goes on, or cannot be written.</exception>
    public async Task<int> WriteAsync(Round round, CancellationToken cancellationToken)
    {
        var folder = Find(round.Source) ?? throw new BadInputException(round.Source, "is no longer there", $"Put the run back into {options.Runs}");
        var then = clock.GetUtcNow();
        var bodies = await rounds.BodiesAsync(round.Id, cancellationToken);
        var records = (await rounds.AnswersAsync(round.Id, cancellationToken))
            .Select(a => Read(bodies[a.ItemId]).DecidedBy(round.Id, a.Pseudonym, Side.ToOrder(a.Answer, a.Swapped != 0, a.Comment)))
            .ToList();
        var written = PeopleContests.Write(folder, round.Id, records);
        await rounds.WrittenAsync(round.Id, then, cancellationToken);
        return written;
    }

    /// <summary>Only a folder that lies in ours, by its plain name.</summary>
    private RunFolder? Find(string run) => shelf.Find(run) is { } entry && AskedPairs(entry) ? RunFolder.Open(Path.GetFullPath(entry.Location)) : null;

    private static bool AskedPairs(ShelfEntry run) => File.Exists(Path.Combine(run.Location, "verdicts.jsonl"));

    private static int First(string key, string pair) => new KeyedRandom(0, "first seat", key, pair).Next(2);
}
