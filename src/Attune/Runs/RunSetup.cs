using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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

    /// <exception cref="BadInputException">Something is wrong with the experiment or its dataset.</exception>
    public RunSetup(Experiment experiment, Func<ModelName, MessageTokens, ChatModel> resolve, CallRetry retry, ResponseCache? cache = null)
    {
        var tokens = Tokens;
        var prompts = Prompts = experiment.Prompts is { } folder ? PromptLibrary.WithOverrides(folder) : PromptLibrary.Default;
        _models = experiment.Models.Distinct().ToDictionary(m => m, m => resolve(ModelName.Parse(m), tokens), StringComparer.Ordinal);
        var judge = Judge = resolve(ModelName.Parse(experiment.Judge), tokens);
        if (experiment.AllowSelfJudge != true && _models.ContainsKey(experiment.Judge))
            throw new BadInputException($"judge '{experiment.Judge}'", "is one of the models it would judge", "Choose another --judge, or say --allow-self-judge");

        var seed = experiment.Seed ?? 0;
        Dataset = Dataset.Open(experiment.Dataset);
        Planner = new TrialPlanner(experiment, Dataset, prompts);
        var pool = new RandomPool(Planner.Plans.Any(p => p.NeedsPool) ? Dataset.RandomSessions : [], tokens, seed);
        Histories = new HistoryBuilder(pool, tokens, seed);
        LastMessage = new(prompts, tokens);
        Fit = new(experiment.Truncate, _models, LastMessage, tokens);
        Trials = new TrialRunner(_models, judge, new Bm25(), prompts, tokens, new CallPipeline(retry, cache));
        Judges = experiment.Tasks.Contains(Word.Of(TaskKind.OpenEnded));
        Notes = [.. RunNotes.For(Planner, pool, judge, Judges), .. Fit.Notes];
        Identity = new()
        {
            Dataset = Dataset.Card.Name,
            DatasetHash = Dataset.Hash,
            PromptsHash = prompts.Hash,
            Judge = experiment.Judge,
            Seed = seed,
            Version = typeof(RunSetup).Assembly.GetName().Version!.ToString(3),
        };
        FolderName = $"{Plain(experiment.Name ?? Dataset.Card.Name)}-{Fingerprint(experiment)}";
    }

    public MessageTokens Tokens { get; } = new(Tokenizer.Default);

    public PromptLibrary Prompts { get; }

    public IReadOnlyDictionary<string, ChatModel> Models => _models;

    public ChatModel Judge { get; }

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
        foreach (var model in _models.Values.Append(Judge)) facts[model.Name.Text] = ModelFacts.Of(model);
        return facts;
    }

    /// <summary>A name from a file becomes part of a path only without what could lead elsewhere.</summary>
    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));

    /// <summary>Six characters that tell experiments of one name apart.</summary>
    private string Fingerprint(Experiment experiment)
    {
        var text = JsonSerializer.Serialize(experiment with { About = null }, AttuneJson.Lines.Experiment) + JsonSerializer.Serialize(Identity, AttuneJson.Lines.RunIdentity);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 3));
    }
}
