using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attune.Datasets;
using Attune.Histories;
using Attune.Models;
using Attune.Models.Caching;
using Attune.Prompts;
using Attune.Retrieval;
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
        var tokens = new MessageTokens(Tokenizer.Default);
        var prompts = experiment.Prompts is { } folder ? PromptLibrary.WithOverrides(folder) : PromptLibrary.Default;
        _models = experiment.Models.Distinct().ToDictionary(m => m, m => resolve(ModelName.Parse(m), tokens), StringComparer.Ordinal);
        var judge = resolve(ModelName.Parse(experiment.Judge), tokens);
        if (experiment.AllowSelfJudge != true && _models.ContainsKey(experiment.Judge))
            throw new BadInputException($"judge '{experiment.Judge}'", "is one of the models it would judge", "Choose another --judge, or say --allow-self-judge");

        var seed = experiment.Seed ?? 0;
        Dataset = Dataset.Open(experiment.Dataset);
        Planner = new TrialPlanner(experiment, Dataset, prompts);
        var pool = new RandomPool(Planner.Plans.Any(p => p.NeedsPool) ? Dataset.RandomSessions : [], tokens, seed);
        Histories = new HistoryBuilder(pool, tokens, seed);
        Trials = new TrialRunner(_models, judge, new Bm25(), prompts, tokens, new CallPipeline(retry, cache));
        Notes = [.. RunNotes.For(Planner, pool, judge, experiment.Tasks.Contains(Word.Of(TaskKind.OpenEnded)))];
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

    public Dataset Dataset { get; }

    public TrialPlanner Planner { get; }

    public HistoryBuilder Histories { get; }

    public TrialRunner Trials { get; }

    public IReadOnlyList<string> Notes { get; }

    public RunIdentity Identity { get; }

    /// <summary>The name under <c>./runs</c> where the same experiment is found again.</summary>
    public string FolderName { get; }

    /// <summary>Whether a model of the experiment is one that ships with Attune.</summary>
    public bool IsEmbedded(string model) => _models[model].IsEmbedded;

    /// <summary>A name from a file becomes part of a path only without what could lead elsewhere.</summary>
    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));

    /// <summary>Six characters that tell experiments of one name apart.</summary>
    private string Fingerprint(Experiment experiment)
    {
        var text = JsonSerializer.Serialize(experiment, AttuneJson.Lines.Experiment) + JsonSerializer.Serialize(Identity, AttuneJson.Lines.RunIdentity);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 3));
    }
}
