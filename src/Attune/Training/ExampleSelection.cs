using Attune.Datasets.Exporting;
using Attune.Methods;
using Attune.Runs;
using Attune.Tasks;

namespace Attune.Training;

/// <summary>Chooses the trials of a run that training conversations are made of. Keeps no answer.</summary>
internal sealed class ExampleSelection
{
    private readonly RunSource _source;
    private readonly TrainingOptions _options;
    private readonly Dictionary<(Condition Condition, string Query, string? Form), ExampleTrial> _trials = [];
    private readonly ExampleQuestions _questions;
    private readonly PassedPairs? _passed;

    /// <exception cref="BadInputException">The run has no such answers, or of several models.</exception>
    public ExampleSelection(RunSource source, TrainingOptions options)
    {
        (_source, _options) = (source, options);
        _questions = source.Questions;
        _passed = options.OnlyPassed ? new(source.Folder) : null;
        Method.Check(options.Method);
        Read();
        Model = ModelOf();
    }

    /// <summary>The model whose answers are exported.</summary>
    public string Model { get; }

    /// <summary>What was left out, by cause.</summary>
    public Losses LeftOut { get; } = new();

    /// <summary>For supervised training: every fit answer, in the order of the dataset.</summary>
    public IReadOnlyList<Example> ForAnswers() => [.. Fit().Select(t => _questions.Ask(t, null))];

    /// <summary>For preference training: every fit answer that has a worse one.</summary>
    /// <exception cref="BadInputException">No answer can have one.</exception>
    public IReadOnlyList<Example> ForPairs()
    {
        Example[] pairs = [.. Fit().Select(t => (Chosen: t, Rejected: Worse(t))).Where(p => p.Rejected is not null).Select(p => _questions.Ask(p.Chosen, p.Rejected))];
        if (pairs.Length == 0 && _options.Rejected == RejectedAnswer.OtherSide && !Own().Any(t => t.Form is not null))
            throw new BadInputException(_source.Folder.Location, "has no preference pairs, so no answer has another side", "Say --rejected bare, or run an experiment on a dataset with pairs");
        return pairs;
    }

    private IEnumerable<ExampleTrial> Own() => _trials.Values.Where(t => t.Condition.Method == _options.Method && t.Condition.Model == Model);

    private IEnumerable<ExampleTrial> Fit()
    {
        foreach (var trial in _questions.InOrder(Own()))
        {
            if (trial.Unfit is { } cause) LeftOut.Add(cause);
            else if (_passed is not null && Passed(trial) is not true and var said) LeftOut.Add(said is null ? "no verdict" : "pair did not pass");
            else yield return trial;
        }
    }

    private bool? Passed(ExampleTrial trial)
    {
        if (OtherSideOf(trial) is not { } other) return null;
        return ExampleQuestions.IsFirst(trial.Form) ? _passed!.Has(trial, other) : _passed!.Has(other, trial);
    }

    private ExampleTrial? OtherSideOf(ExampleTrial trial) =>
        ExampleQuestions.OtherSide(trial.Form) is { } other ? _trials.GetValueOrDefault((trial.Condition, trial.QueryId, other)) : null;

    private ExampleTrial? Worse(ExampleTrial chosen)
    {
        var worse = _options.Rejected == RejectedAnswer.Bare
            ? _trials.GetValueOrDefault((chosen.Condition with { Method = Method.ZeroShot }, chosen.QueryId, chosen.Form))
            : OtherSideOf(chosen);
        if (worse is null) LeftOut.Add("no answer to reject");
        else if (worse.Unfit is { } cause)
        {
            LeftOut.Add($"answer to reject: {cause}");
            return null;
        }

        return worse;
    }

    private void Read()
    {
        // The log repeats a condition in every line; one object for all of its trials.
        var conditions = new Dictionary<Condition, Condition>();
        string[] methods = [_options.Method, Method.ZeroShot];
        var index = RunLog.Index(_source.Folder.LogPath).OrderBy(t => t.Line).ToList();
        foreach (var (place, trial) in index.Zip(RunLog.Read(_source.Folder.LogPath, index)))
        {
            if (!methods.Contains(trial.Condition.Method) || !_questions.Has(trial)) continue;
            if (!conditions.TryGetValue(trial.Condition, out var condition)) conditions[trial.Condition] = condition = trial.Condition;
            _trials[(condition, trial.QueryId, trial.Form)] = new(place, condition, trial.UserId, trial.QueryId, trial.Form, trial.HistoryTokens, AnswerFitness.Unfit(trial));
        }
    }

    private string ModelOf()
    {
        var models = _trials.Values.Where(t => t.Condition.Method == _options.Method).Select(t => t.Condition.Model).Distinct().Order(StringComparer.Ordinal).ToList();
        if (models.Count == 0)
            throw new BadInputException(_source.Folder.Location, $"has no open answers by the method '{_options.Method}'", $"Say --method with a method that the run asked open questions with, or run with --method {_options.Method} --task {Word.Of(TaskKind.OpenEnded)} or {Word.Of(TaskKind.Pair)}");
        if (_options.Model is { } wanted)
            return models.Contains(wanted) ? wanted : throw new BadInputException($"--model {wanted}", $"gave no answers by '{_options.Method}' in this run", "Use " + string.Join(" or ", models));
        return models.Count == 1 ? models[0] : throw new BadInputException(_source.Folder.Location, $"has answers of {models.Count} models", "Say whose with --model: " + string.Join(" or ", models));
    }
}
