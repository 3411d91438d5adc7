using Attune.Conversations;
using Attune.Datasets;
using Attune.Histories;
using Attune.Runs;
using Attune.Tokens;

namespace Attune.Training;

/// <summary>A run with the dataset that it asked about: its trials, and their histories laid out again. Holds one user's sessions at a time. Not thread-safe.</summary>
internal sealed class RunSource
{
    private readonly HistoryBuilder _builder;
    private (string UserId, IReadOnlyList<Transcript> Own)? _user;
    private readonly Dictionary<string, Transcript> _random;
    private (object Key, History History)? _last;

    /// <exception cref="BadInputException">The run has not begun, or its dataset is not there any more, or another one.</exception>
    public RunSource(RunFolder folder, string? dataset)
    {
        Folder = folder;
        Record = folder.ReadRecord() ?? throw new BadInputException(folder.Location, "has not begun", "Run the experiment first");
        Dataset = Open(dataset ?? Record.Experiment.Dataset, Record.Identity);
        Tokens = new(Tokenizer.Default);
        Questions = new(Dataset);
        _random = Dataset.RandomSessions.ToDictionary(s => s.Id, s => new Transcript(s), StringComparer.Ordinal);
        _builder = new(new(Dataset.RandomSessions, Tokens, Record.Identity.Seed), Tokens, Record.Identity.Seed);
    }

    public RunFolder Folder { get; }

    public RunRecord Record { get; }

    public Dataset Dataset { get; }

    public ExampleQuestions Questions { get; }

    public MessageTokens Tokens { get; }

    /// <summary>The history as the trial's model was given it; null for the blind floor.</summary>
    /// <exception cref="BadInputException">It comes out otherwise than in the run.</exception>
    public History? HistoryOf(ExampleTrial trial)
    {
        if (trial.Condition.Expression is not { } expression) return null;
        var sessions = Questions.SessionsOf(trial);
        var key = (trial.UserId, expression, trial.Condition.Context, trial.HistoryTokens, sessions is null ? null : string.Join('\0', sessions));
        if (_last is { } last && key.Equals(last.Key)) return last.History;
        var history = Whole(trial, expression, sessions).Fitted(trial.HistoryTokens, Tokens);
        if (history.Tokens != trial.HistoryTokens)
        {
            throw new BadInputException(
                Folder.Location, $"has a history of {trial.HistoryTokens} tokens for user '{trial.UserId}' that comes out with {history.Tokens}",
                "Export with the version of Attune that made the run, or run it again");
        }

        _last = (key, history);
        return history;
    }

    private History Whole(ExampleTrial trial, string expression, IReadOnlyList<string>? sessions)
    {
        var (own, plan) = (Own(trial.UserId), ContextPlan.Parse(trial.Condition.Context!));
        if (sessions is null) return _builder.Build(trial.UserId, own, expression, plan);
        var byId = own.ToDictionary(t => t.Session.Id, StringComparer.Ordinal);
        return _builder.Around(trial.UserId, [.. sessions.Select(id => byId.GetValueOrDefault(id) ?? _random[id])], expression, plan);
    }

    private IReadOnlyList<Transcript> Own(string userId)
    {
        if (_user is { } user && user.UserId == userId) return user.Own;
        IReadOnlyList<Transcript> own = [.. Dataset.SessionsOf(userId).Select(s => new Transcript(s))];
        _user = (userId, own);
        return own;
    }

    private static Dataset Open(string place, RunIdentity run)
    {
        var dataset = Dataset.Open(place);
        return dataset.Hash == run.DatasetHash
            ? dataset
            : throw new BadInputException(
                place, $"is not the dataset of the run (hash {dataset.Hash[..12]}, the run has {run.DatasetHash[..12]}), so its histories cannot be laid out again",
                "Give the dataset as it was with --dataset, or run the experiment again");
    }
}
