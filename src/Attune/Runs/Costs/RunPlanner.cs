using Attune.Histories;
using Attune.Judging;
using Attune.Methods;
using Attune.Models;
using Attune.Retrieval;
using Attune.Tasks;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Runs.Costs;

/// <summary>
/// Says what a run will ask for and cost, without a call: it lays out every history and every prompt that is missing in the run
/// folder and counts. One history at a time is in memory. Writes nothing.
/// </summary>
public sealed class RunPlanner
{
    private readonly RunSetup _setup;
    private readonly RunFolder _folder;
    private readonly Bm25 _retriever = new();
    private readonly JudgePrompts _judgePrompts;
    private readonly Dictionary<string, PlannedRole> _candidates;
    private readonly PlannedRole _judge;
    private readonly HashSet<(Dimension, People.PreferenceType?)> _rubrics = [];
    private readonly HashSet<(Dimension, string)> _cases = [];
    private readonly bool _takesSteps;
    private readonly int? _contests;
    private (History? History, Dictionary<string, long> Tokens) _retrieved = (null, []);

    /// <summary>Checks everything that a run would check before its first call.</summary>
    /// <param name="experiment">What to run.</param>
    /// <param name="resolve">Makes a model of its name, as for <see cref="Runner"/>; none is called.</param>
    /// <param name="options">Where the run is, or will be; null means the default.</param>
    /// <exception cref="BadInputException">Something is wrong with the experiment, its dataset or its folder.</exception>
    public RunPlanner(Experiment experiment, Func<ModelName, MessageTokens, ChatModel>? resolve = null, RunOptions? options = null)
    {
        _setup = new(experiment, resolve ?? EmbeddedModels.Create, new());
        _folder = RunFolder.At(options?.Out ?? Path.Combine(options?.Runs ?? "runs", _setup.FolderName));
        _setup.RefuseAnother(_folder, _folder.ReadRecord());
        _judgePrompts = new(_setup.Prompts, _setup.Tokens);
        _candidates = _setup.Models.ToDictionary(m => m.Key, m => new PlannedRole("candidate", m.Value), StringComparer.Ordinal);
        _judge = new("judge", _setup.Judge);
        _contests = experiment.Contests;
        _takesSteps = experiment.Methods.Any(m => m is Method.Workflow or Method.SelfCritic or Method.Cot);
    }

    /// <summary>Plans the run. Call it once.</summary>
    /// <param name="progress">Called with each user that is planned: how many, of how many.</param>
    /// <param name="cancellationToken">Stops planning.</param>
    /// <exception cref="BadInputException">The run's log is damaged.</exception>
    public RunPlan Plan(Action<int, int>? progress = null, CancellationToken cancellationToken = default)
    {
        var settled = SettledTrials.In(_folder);
        var (skipped, missing, users, user) = (0, 0, 0, "");
        var all = _setup.Planner.Users.Count();
        foreach (var group in MissingTrials.Groups(_setup, settled, _ => skipped++))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (group.Group.UserId != user) progress?.Invoke(++users, all);
            user = group.Group.UserId;
            missing += group.Trials.Count;
            if (group.Model is { } model) Ask(group, _setup.Models[model]);
            else foreach (var trial in group.Trials) Judge(trial, settled.Answered(trial.Key)!);
        }

        var evaluators = new PlannedEvaluations(_setup, _folder, _contests).Roles(cancellationToken);
        IReadOnlyList<PlannedUse> uses = [.. _candidates.Values.Append(_judge).Concat(evaluators).Select(r => r.Sum()).Where(u => u.Calls + u.TooLong > 0)];
        return new()
        {
            Run = _folder.Location,
            Trials = skipped + missing,
            Settled = skipped,
            ByRole = uses,
            CostUsd = uses.Aggregate((double?)0, (sum, use) => sum + use.CostUsd),
            CostWithoutSharingUsd = uses.Aggregate((double?)0, (sum, use) => sum + use.CostWithoutSharingUsd),
            Notes = [.. _setup.Notes, .. uses.Where(u => u.TooLong > 0).Select(u => $"{u.TooLong} prompts do not fit the context of {u.Model}: they will fail without a call.")],
            Assumptions = Assumptions,
        };
    }

    private IReadOnlyList<string> Assumptions =>
    [
        $"Answers have {Assumed.ClosedAnswer} tokens (multiple-choice, true-false) or {Assumed.OpenAnswer} (open-ended, pair), and verdicts {Assumed.Verdict}, or max_output if that is less. Reasoning is not counted: a model that reasons writes more.",
        $"The first request on a history pays for it in full, the others read it from the endpoint's cache, if it has at least {Assumed.ShortestCachedPrefix:N0} tokens and the cache keeps it until the last of them.",
        "Tokens are those of o200k_base, of texts only; other models count other tokens, newer Claude models up to a third more.",
        .. _takesSteps ? (string[])[$"Each step of workflow and self-critic, and the thoughts of cot, have {Assumed.Step} tokens. Workflow's first call is the same for all questions on a history; it is counted for each, though the response cache answers all but one."] : [],
        "No call is made twice, and none is answered by the response cache.",
    ];

    private void Ask(MissingGroup group, ChatModel model)
    {
        if (_retrieved.History != group.History.Value) _retrieved = (group.History.Value, new(StringComparer.Ordinal));
        var prompts = new PlannedPrompts(_setup.LastMessage, group.History.Value, model, _retriever, _retrieved.Tokens, _setup.Tokens);
        var isFirst = true;
        foreach (var trial in group.Trials)
        {
            if (!TryAsk(prompts.Of(trial), model, ref isFirst) || trial.Question.Task != TaskKind.OpenEnded) continue;
            var answer = Assumed.Answer(trial.Question.Task);
            foreach (var dimension in Judging.Judge.Dimensions) Judge(trial, dimension, Math.Min(answer, model.MaxOutput ?? answer));
        }
    }

    /// <summary>Adds a trial's calls, up to one that does not fit.</summary>
    private bool TryAsk(IEnumerable<(long Prompt, long Prefix, int Output)> calls, ChatModel model, ref bool isFirst)
    {
        foreach (var (prompt, prefix, output) in calls)
        {
            var cached = model.IsEmbedded || prefix < Assumed.ShortestCachedPrefix ? 0 : prefix;
            var reads = prefix > 0 && !isFirst;
            if (!_candidates[model.Name.Text].TryAdd(prompt, reads ? prompt - prefix : prompt, reads ? cached : 0, reads ? 0 : cached, output)) return false;
            if (prefix > 0) isFirst = false;
        }

        return true;
    }

    /// <summary>An answer that is there, and lacks some verdicts.</summary>
    private void Judge(TrialSpec trial, TrialRecord answered)
    {
        var answer = _setup.Tokens.Count(new ChatMessage(ChatRole.Assistant, answered.Answer));
        foreach (var dimension in TrialRunner.Unscored(answered)) Judge(trial, dimension, answer);
    }

    private void Judge(TrialSpec trial, Dimension dimension, int answer)
    {
        var rubric = _judgePrompts.Rubric(dimension, trial.Preference);
        var asked = _judgePrompts.Case(trial.Preference, trial.Question.Query.Question);
        var isFirst = _rubrics.Add((dimension, trial.Preference.Type));
        var isFirstCase = _cases.Add((dimension, trial.Question.Query.Id));
        var cached = _setup.Judge.IsEmbedded || isFirst || rubric < Assumed.ShortestCachedPrefix ? 0 : rubric;
        _judge.TryAdd(rubric + asked + answer, (isFirst ? rubric : 0) + (isFirstCase ? asked : 0) + answer, cached, 0, Assumed.Verdict);
    }
}
