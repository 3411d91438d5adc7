using System.CommandLine;
using System.Text.RegularExpressions;
using Attune.Models;
using Attune.Providers.FineTuning;

namespace Attune.Cli.Commands;

/// <summary>The options of <c>finetune</c>.</summary>
internal sealed partial class FinetuneOptions
{
    /// <summary>Whose endpoint is meant where no model is named.</summary>
    public const string Vendor = "openai";

    private readonly Argument<string?> _file = new("file") { Description = "What to train on: JSON lines of 'attune export sft|dpo --format openai'.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _validation = new("--validation") { Description = "A file of the same kind to validate with, as the split's other part." };
    private readonly Option<string?> _model = new("--model", "-m") { Description = "The model to tune: openai:MODEL, openai:MODEL@URL, or one of an endpoint in models.yaml. With --job and --cancel: where the job is. Default there: OpenAI's own endpoint." };
    private readonly Option<string?> _suffix = new("--suffix") { Description = "What stands in the tuned model's name: up to 64 letters, digits and hyphens." };
    private readonly Option<int?> _epochs = new("--epochs") { Description = "How often all examples are gone through. Default: the vendor chooses, as for the next three." };
    private readonly Option<int?> _batch = new("--batch-size") { Description = "Examples that are learned at once." };
    private readonly Option<double?> _rate = new("--learning-rate") { Description = "Factor on the vendor's learning rate." };
    private readonly Option<double?> _beta = new("--beta") { Description = "For preference pairs: how close the tuned model stays to the one before." };
    private readonly Option<int?> _seed = new("--seed") { Description = "Of the training." };
    private readonly Option<long?> _longest = new("--max-tokens") { Description = "Refuse the file where an example has more tokens. Default: the model's context window where it is known." };
    private readonly Option<bool> _again = new("--again") { Description = "Begin another job even where the same was begun before." };
    private readonly Option<bool> _follow = new("--follow") { Description = "Follow the job until it ends (the default)." };
    private readonly Option<bool> _noFollow = new("--no-follow") { Description = "Begin the job and leave it." };
    private readonly Option<string?> _job = new("--job") { Description = "Follow a job that was begun before." };
    private readonly Option<string?> _cancel = new("--cancel") { Description = "End a job." };
    private readonly Option<bool> _json = RunCommand.Json();
    private readonly ModelsOption _models = new();

    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach (var option in (Option[])[_validation, _model, _suffix, _epochs, _batch, _rate, _beta, _seed, _longest, _again, _follow, _noFollow, _job, _cancel, _json]) command.Add(option);
        _models.AddTo(command);
    }

    /// <exception cref="BadInputException">The options do not go together, or the model is not one that can be tuned.</exception>
    public FinetuneRequest Read(ParseResult parsed)
    {
        var (file, job, cancel) = (parsed.GetValue(_file), parsed.GetValue(_job), parsed.GetValue(_cancel));
        if (new[] { file, job, cancel }.Count(given => given is not null) != 1)
            throw new BadInputException("finetune", "takes a file, --job or --cancel, and one of them only", "'attune finetune --help' has examples");
        if (file is not null && parsed.GetValue(_model) is null) throw new BadInputException("finetune", "does not know which model to tune", "Name it with --model, as openai:gpt-4.1-mini-2025-04-14");
        if (parsed.GetValue(_follow) && parsed.GetValue(_noFollow)) throw new BadInputException("--follow", "does not go with --no-follow", "Give one of them");
        var catalog = _models.Read(parsed);
        var name = ModelName.Parse(parsed.GetValue(_model) ?? $"{Vendor}:any");
        return new()
        {
            Client = catalog.Tuning(name),
            File = file,
            Validation = parsed.GetValue(_validation),
            Job = job,
            Cancel = cancel,
            Options = Tuning(parsed),
            Longest = parsed.GetValue(_longest) ?? catalog.Known.FirstOrDefault(k => k.Name == name.Text)?.ContextWindow,
            Again = parsed.GetValue(_again),
            Follow = !parsed.GetValue(_noFollow),
            Json = parsed.GetValue(_json),
        };
    }

    private TuningOptions Tuning(ParseResult parsed)
    {
        if (parsed.GetValue(_suffix) is { } suffix && !Suffix().IsMatch(suffix)) throw new BadInputException($"--suffix {suffix}", "cannot stand in a model's name", "Use up to 64 letters, digits and hyphens");
        return new()
        {
            Suffix = parsed.GetValue(_suffix),
            Epochs = Positive(parsed, _epochs),
            BatchSize = Positive(parsed, _batch),
            LearningRate = Positive(parsed, _rate),
            Beta = Positive(parsed, _beta),
            Seed = parsed.GetValue(_seed),
        };
    }

    private static T? Positive<T>(ParseResult parsed, Option<T?> option)
        where T : struct, System.Numerics.INumber<T> =>
        parsed.GetValue(option) is not { } number || (number > T.Zero && T.IsFinite(number))
            ? parsed.GetValue(option)
            : throw new BadInputException($"{option.Name} {number}", "is not above 0", "Give a number above 0, or leave it to the vendor");

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}\z")]
    private static partial Regex Suffix();
}
