using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attune.Conversations;
using Attune.Datasets;
using Attune.Histories;
using Attune.Models;
using Attune.Models.Caching;
using Attune.Prompts;
using Attune.Retrieval;
using Attune.Runs.Costs;
using Attune.Tasks;
using Attune.Tokens;

namespace Attune.Runs;

/// <summary>Everything that a run needs, made and checked before its first call.</summary>
internal sealed class RunSetup
{
    private readonly Dictionary<string, ChatModel> _models;
    private readonly Lazy<IReadOnlyDictionary<string, Transcript>> _randomTranscripts;

    /// <exception cref="BadInputException">Something is wrong with the experiment or its dataset.</exception>
    public RunSetup(Experiment experiment, Func<ModelName, MessageTokens, ChatModel> resolve, CallRetry retry, ResponseCache? cache = null)
    {
        var tokens = Tokens;
        var prompts = Prompts = experiment.Prompts is { } folder ? PromptLibrary.WithOverrides(folder) : PromptLibrary.Default;
        _models = experiment.Models.Distinct().ToDictionary(m => m, m => resolve(ModelName.Parse(m), tokens), StringComparer.Ordinal);
        var judge = Judge = resolve(ModelName.Parse(experiment.Judge), tokens);
        RefuseSelfJudge(experiment);

        if (experiment.Contests < 0) throw new BadInputException("contests", "is below 0", "Give a number of contests, 0 for none, or leave it out");

        var seed = experiment.Seed ?? 0;
        Dataset = Dataset.Open(experiment.Dataset);
        Planner = new TrialPlanner(experiment, Dataset, prompts);
        Evaluators = Planner.Pairs.Count == 0 ? [] : EvaluatorsOf(experiment, name => resolve(ModelName.Parse(name), tokens));
        _randomTranscripts = new(() => Dataset.RandomSessions.ToDictionary(s => s.Id, s => new Transcript(s), StringComparer.Ordinal));
        var pool = new RandomPool(Planner.Plans.Any(p => p.NeedsPool) ? Dataset.RandomSessions : [], tokens, seed);
        Histories = new HistoryBuilder(pool, tokens, seed);
        LastMessage = new(prompts, tokens);
        Fit = new(experiment.Truncate, _models, LastMessage, tokens);
        Calls = new(retry, cache);
        Trials = new TrialRunner(_models, judge, new Bm25(), prompts, tokens, Calls);
        Judges = Planner.AsksOpen;
        Notes = [.. RunNotes.For(this, pool), .. Fit.Notes];
        Identity = new()
        {
            Dataset = Dataset.Card.Name,
            DatasetHash = Dataset.Hash,
            PromptsHash = prompts.Hash,
            Judge = experiment.Judge,
            Seed = seed,
            Version = typeof(RunSetup).Assembly.GetName().Version!.ToString(3),
        };
        FolderName = $"{Plain(experiment.Name ?? Dataset.Card.Name)}-{Fingerprint(AsAsked(experiment))}";
    }

    public MessageTokens Tokens { get; } = new(Tokenizer.Default);

    public PromptLibrary Prompts { get; }

    public IReadOnlyDictionary<string, ChatModel> Models => _models;

    public ChatModel Judge { get; }

    /// <summary>The models that match the answers of preference pairs, each once; none where the experiment asks no pair.</summary>
    public IReadOnlyList<ChatModel> Evaluators { get; }

    /// <summary>The way of every call.</summary>
    public CallPipeline Calls { get; }

    /// <summary>The dataset's random sessions as messages, by id.</summary>
    public IReadOnlyDictionary<string, Transcript> RandomTranscripts => _randomTranscripts.Value;

    /// <summary>Whether anything is asked that the judge must score.</summary>
    public bool Judges { get; }

    public Dataset Dataset { get; }

    public TrialPlanner Planner { get; }

    public HistoryBuilder Histories { get; }

    /// <summary>Makes histories fit.</summary>
    public HistoryFit Fit { get; }

    public LastMessage LastMessage { get; }

    public TrialRunner Trials { get; }

    public IReadOnlyList<string> Notes { get; }

    public RunIdentity Identity { get; }

    /// <summary>The name under <c>./runs</c> where the same experiment is found again.</summary>
    public string FolderName { get; }

    /// <summary>Whether a model of the experiment is one that ships with Attune.</summary>
    public bool IsEmbedded(string model) => _models[model].IsEmbedded;

    /// <summary>Trials of one folder are comparable: same data, prompts, judge, seed and version.</summary>
    /// <exception cref="BadInputException">The folder holds a run with another identity.</exception>
    public void RefuseAnother(RunFolder folder, RunRecord? before)
    {
        if (before?.Identity.Differences(Identity) is { Count: > 0 } differences)
            throw new BadInputException(folder.Location, "holds a run with another identity (" + string.Join("; ", differences) + ")", "Choose another --out, or go back to what that run was made with");
    }

    /// <summary>What is known of the models that the run asks, and was known of others that it asked before.</summary>
    public IReadOnlyDictionary<string, ModelFacts> Facts(RunRecord? before)
    {
        var facts = new SortedDictionary<string, ModelFacts>(StringComparer.Ordinal);
        foreach (var (name, model) in before?.Models ?? new Dictionary<string, ModelFacts>()) facts[name] = model;
        foreach (var model in _models.Values.Append(Judge).Concat(Evaluators)) facts[model.Name.Text] = ModelFacts.Of(model);
        return facts;
    }

    private static void RefuseSelfJudge(Experiment experiment)
    {
        if (experiment.AllowSelfJudge == true) return;
        if (experiment.Models.Contains(experiment.Judge))
            throw new BadInputException($"judge '{experiment.Judge}'", "is one of the models it would judge", "Choose another --judge, or say --allow-self-judge");
        if (experiment.Evaluators?.FirstOrDefault(experiment.Models.Contains) is { } evaluator)
            throw new BadInputException($"evaluator '{evaluator}'", "is one of the models whose answers it would match", "Choose another --evaluator, or say --allow-self-judge");
    }

    /// <summary>A model that has another part in the run too is the same one in both.</summary>
    private IReadOnlyList<ChatModel> EvaluatorsOf(Experiment experiment, Func<string, ChatModel> resolve)
    {
        IReadOnlyList<string> names = experiment.Evaluators is { Count: > 0 } named ? named : [experiment.Judge];
        return [.. names.Distinct().Select(name => name == experiment.Judge ? Judge : _models.GetValueOrDefault(name) ?? resolve(name))];
    }

    /// <summary>Without the tasks that the dataset has no question for: naming them or not asks the same.</summary>
    private Experiment AsAsked(Experiment experiment) =>
        Dataset.Pairs.Count > 0 ? experiment : experiment with { Tasks = [.. experiment.Tasks.Where(t => t != Word.Of(TaskKind.Pair))] };

    /// <summary>A name from a file becomes part of a path only without what could lead elsewhere.</summary>
    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));

    /// <summary>Six characters that tell experiments of one name apart.</summary>
    private string Fingerprint(Experiment experiment)
    {
        var text = JsonSerializer.Serialize(experiment with { About = null }, AttuneJson.Lines.Experiment) + JsonSerializer.Serialize(Identity, AttuneJson.Lines.RunIdentity);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 3));
    }
}
