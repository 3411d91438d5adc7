using Attune.Datasets;
using Attune.Judging;
using Attune.Tasks;

namespace Attune.Runs;

/// <summary>The open answers of a run as people score them. Holds no answers until some are chosen.</summary>
internal sealed class PeopleScores
{
    private readonly RunFolder _folder;
    private readonly RunRecord _run;
    private readonly Dataset _dataset;
    private readonly List<Scorable> _answers = [];

    /// <param name="folder">The run.</param>
    /// <param name="dataset">What it asked about.</param>
    /// <exception cref="BadInputException">The run is damaged, or the dataset is not what it was.</exception>
    public PeopleScores(RunFolder folder, Dataset dataset)
    {
        (_folder, _dataset) = (folder, dataset);
        _run = folder.ReadRecord() ?? throw new BadInputException(folder.Location, "has not begun", "Wait for its first trials");
        if (dataset.Hash != _run.Identity.DatasetHash)
            throw new BadInputException(dataset.Location, "is not what it was when the run was made", "Put the dataset back as it was, or run the experiment again");
        var conditions = new Dictionary<Condition, Condition>();
        foreach (var trial in folder.ReadTrials())
        {
            if (trial.Condition.Task != Word.Of(TaskKind.OpenEnded) || string.IsNullOrWhiteSpace(trial.Answer)) continue;
            if (!conditions.TryGetValue(trial.Condition, out var condition)) conditions.Add(trial.Condition, condition = trial.Condition);
            _answers.Add(new(trial.Key, condition, BalancedScores.LevelsOf(trial.Scores)));
        }
    }

    /// <summary>Fields of conditions by which answers can be chosen.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["model", "method", "expression", "context", "preferences"];

    /// <summary>How many answers there are of each word of a field; <c>none</c> stands for what the blind floor lacks.</summary>
    public IReadOnlyDictionary<string, int> Words(string field) =>
        new SortedDictionary<string, int>(_answers.CountBy(a => WordOf(a.Condition, field)).ToDictionary(), StringComparer.Ordinal);

    /// <summary>Answers to score. The judge's levels come up as evenly as they can in each dimension; answers that it did not score come last.</summary>
    /// <param name="wanted">Which words of each field; a field that is not named takes all.</param>
    /// <param name="count">How many, at least 1; fewer come back where there are no more.</param>
    /// <param name="key">Names the draw.</param>
    public IReadOnlyList<ShownAnswer> Choose(IReadOnlyDictionary<string, IReadOnlyCollection<string>> wanted, int count, string key)
    {
        var fitting = _answers.Where(a => wanted.All(w => w.Value.Contains(WordOf(a.Condition, w.Key)))).OrderBy(a => a.Key, StringComparer.Ordinal);
        var chosen = BalancedScores.Draw([.. fitting.Select(a => (a.Key, a.Levels))], count, new(_run.Identity.Seed, "people score", key));
        var places = chosen.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal);
        var queries = _dataset.Queries.ToDictionary(q => q.Id, StringComparer.Ordinal);
        return
        [
            .. RunLog.Read(_folder.LogPath, RunLog.Index(_folder.LogPath).Where(t => places.ContainsKey(t.Key)))
                .Select(t => Shown(t, queries[t.QueryId]))
                .OrderBy(s => places[s.Key]),
        ];
    }

    private static string WordOf(Condition condition, string field) => condition[field] ?? "none";

    private ShownAnswer Shown(TrialRecord trial, Questions.Query query)
    {
        var preference = _dataset.Preference(query.PreferenceId);
        return new()
        {
            Key = trial.Key,
            Condition = trial.Condition,
            UserId = trial.UserId,
            QueryId = trial.QueryId,
            Preference = new() { Text = preference.Text, Type = preference.Type, Liked = preference.Facets?.Liked ?? [], Disliked = preference.Facets?.Disliked ?? [] },
            Query = query.Question,
            Answer = trial.Answer!,
            Judged = trial.Scores.Where(s => Judge.Dimensions.Any(d => Word.Of(d) == s.Key)).ToDictionary(s => s.Key, s => (int)s.Value),
        };
    }

    private sealed record Scorable(string Key, Condition Condition, string? Levels);
}
