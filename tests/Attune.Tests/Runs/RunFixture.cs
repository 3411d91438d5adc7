using Attune.Models;
using Attune.Models.Caching;
using Attune.Runs;
using Attune.Tests.Datasets;
using Attune.Tokens;

namespace Attune.Tests.Runs;

/// <summary>A tiny experiment on fake models: two users, three queries each, in all tasks, with and without their direct history.</summary>
public sealed class RunFixture : IDisposable
{
    /// <summary>2 users × 3 queries × (choice, two true-false, open) × (zero-shot, blind).</summary>
    public const int Trials = 48;

    public RunFixture(int users = 2, int randomSessions = 4)
    {
        Data = new(users, randomSessions);
        Experiment = new()
        {
            Dataset = Data.Folder,
            Models = ["test:model"],
            Judge = "test:judge",
            Methods = ["zero-shot"],
            Contexts = ["simple"],
            Expressions = ["direct"],
        };
    }

    public TinyDataset Data { get; }

    public Experiment Experiment { get; set; }

    public string Out => Path.Combine(Data.Root, "run");

    public string Log => Path.Combine(Out, "trials.jsonl");

    internal FakeModel Model { get; set; } = new(FakeModel.Obliging);

    /// <summary>A second one, by the name test:evaluator.</summary>
    internal FakeModel Evaluator { get; set; } = new(_ => "A");

    internal FakeModel Judge { get; set; } = new(_ => "{\"rationale\": \"It fits.\", \"score\": 4}");

    /// <summary>Tokens that the model sees; null means all.</summary>
    public int? Window { get; set; }

    /// <summary>Adds what is known of the model.</summary>
    public Func<ChatModel, ChatModel> Known { get; set; } = model => model;

    /// <summary>Adds what is known of the judge.</summary>
    public Func<ChatModel, ChatModel> KnownJudge { get; set; } = judge => judge;

    public double? MaxCost { get; set; }

    public long? MaxTokens { get; set; }

    public int Concurrency { get; set; } = 1;

    /// <summary>Null means the defaults, which really wait.</summary>
    public RetryOptions? Retry { get; set; }

    public ResponseCache? Cache { get; set; }

    public List<RunTotals> Progress { get; } = [];

    public Runner Runner() => new(Experiment, Resolve, new() { Out = Out, Concurrency = Concurrency, Progress = Progress.Add, MaxCost = MaxCost, MaxTokens = MaxTokens, Retry = Retry, Cache = Cache }, new Noon());

    public Task<RunRecord> Run(CancellationToken cancellationToken = default) => Runner().RunAsync(cancellationToken);

    public IReadOnlyList<TrialRecord> Logged() => [.. RunFolder.Open(Out).ReadTrials()];

    public RunRecord Record() => RunFolder.Open(Out).ReadRecord()!;

    /// <summary>The trials of one query, method and task.</summary>
    public IReadOnlyList<TrialRecord> Of(string query, string method, string task) =>
        [.. Logged().Where(t => t.QueryId == query && t.Condition.Method == method && t.Condition.Task == task)];

    public void Dispose() => Data.Dispose();

    public ChatModel Resolve(ModelName name, MessageTokens tokens) => name.Text switch
    {
        "test:model" => Known(new(name, Model, Window)),
        "test:judge" => KnownJudge(new(name, Judge)),
        "test:evaluator" => new(name, Evaluator),
        _ => EmbeddedModels.Create(name, tokens),
    };

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
