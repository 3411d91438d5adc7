using System.CommandLine;
using Attune.Runs;

namespace Attune.Cli.Commands;

/// <summary>The options that make or change an experiment.</summary>
internal sealed class ExperimentOptions
{
    private readonly Argument<string?> _file = new("experiment") { Description = "An experiment in YAML, or the name of one that ships, as rq1; without it, the starter.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _dataset = new("--dataset", "-d") { Description = "A dataset folder, the name of one in ./data, or 'starter'." };
    private readonly Option<string[]> _models = Many("--model", "-m", "A model, as embedded:lexical?window=8000 or openai:gpt-5. Repeat for several; 'attune models' lists them.");
    private readonly Option<string?> _judge = new("--judge", "-j") { Description = "The model that scores open answers. Default: embedded:judge." };
    private readonly Option<string[]> _evaluators = Many("--evaluator", null, "A model that matches the answers of preference pairs to their users. Repeat for several. Default: the judge.");
    private readonly Option<int?> _contests = new("--contests") { Description = "On preference pairs, so many contests of models and methods that each evaluator decides, the closest first; 0 for none. Default: all, up to 10,000, by embedded evaluators, none by others." };
    private readonly Option<string[]> _tasks = Many("--task", "-t", "multiple-choice, true-false, open-ended or pair. Default: all that the dataset has.");
    private readonly Option<string[]> _expressions = Many("--expression", "-e", "direct, contextual, stylistic, experience, or what the dataset has. Default: all.");
    private readonly Option<string[]> _contexts = Many("--context", "-c", "simple, normal, long, very-long, extended, extreme, or own numbers like interval=35000,tail=105000 or tail-turns=10. Default: simple normal.");
    private readonly Option<string[]> _methods = Many("--method", null, "zero-shot, reminder, few-shot-cot, rag, oracle. Default: zero-shot reminder rag oracle.");
    private readonly Option<string[]> _preferences = Many("--preferences", null, "original, generalized. Default: both.");
    private readonly Option<bool> _noBlind = new("--no-blind") { Description = "Leave out the blind floor, the same questions without history." };
    private readonly Option<string?> _truncate = new("--truncate") { Description = "oldest-random: leave the oldest random sessions out of histories that do not fit a model's context. Default: their trials fail." };
    private readonly Option<int?> _limitUsers = new("--limit-users") { Description = "Only the first N users." };
    private readonly Option<long?> _seed = new("--seed") { Description = "Seeds histories, option order and intervals. Default: 0." };
    private readonly Option<string?> _prompts = new("--prompts") { Description = "A folder of .hbs files that replace shipped prompts of the same name." };
    private readonly Option<bool> _allowSelfJudge = new("--allow-self-judge") { Description = "Let a model judge its own answers, or match them." };

    public void AddTo(Command command)
    {
        _file.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] word }]) result.AddError($"'{word}' is no option of this command.");
        });
        command.Add(_file);
        foreach (var option in (Option[])[_dataset, _models, _judge, _evaluators, _contests, _tasks, _expressions, _contexts, _methods, _preferences, _noBlind, _truncate, _limitUsers, _seed, _prompts, _allowSelfJudge])
            command.Add(option);
    }

    /// <summary>The experiment of the file, with what the command line says in its place.</summary>
    /// <exception cref="BadInputException">It has no dataset yet, but chats to make it of.</exception>
    public Experiment Read(ParseResult parsed)
    {
        var (experiment, chats) = ReadWithChats(parsed);
        if (chats is not null && !Directory.Exists(experiment.Dataset))
            throw new BadInputException(experiment.Dataset, "is not made yet of the experiment's chats", "'attune run' with the same arguments makes it, and goes on with the experiment");
        return experiment;
    }

    /// <summary>The same, with the chats that its dataset is to be made of, unless it is there; null where it names a dataset.</summary>
    public (Experiment Experiment, ChatSource? Chats) ReadWithChats(ParseResult parsed)
    {
        var (experiment, chats) = parsed.GetValue(_file) is { } file ? ExperimentFile.Read(file) : (new Experiment(), null);
        if (parsed.GetValue(_dataset) is not null) chats = null;
        var seed = parsed.GetValue(_seed) ?? experiment.Seed;
        return (experiment with
        {
            Dataset = parsed.GetValue(_dataset) ?? chats?.FolderFor(experiment.Name!, seed ?? 0) ?? experiment.Dataset,
            Models = Given(parsed, _models, experiment.Models),
            Judge = parsed.GetValue(_judge) ?? experiment.Judge,
            Evaluators = parsed.GetValue(_evaluators) is { Length: > 0 } evaluators ? evaluators : experiment.Evaluators,
            Contests = parsed.GetValue(_contests) ?? experiment.Contests,
            Tasks = Given(parsed, _tasks, experiment.Tasks),
            Expressions = Given(parsed, _expressions, experiment.Expressions),
            Contexts = Given(parsed, _contexts, experiment.Contexts),
            Methods = Given(parsed, _methods, experiment.Methods),
            Preferences = Given(parsed, _preferences, experiment.Preferences),
            Blind = parsed.GetValue(_noBlind) ? false : experiment.Blind,
            Truncate = parsed.GetValue(_truncate) ?? experiment.Truncate,
            LimitUsers = parsed.GetValue(_limitUsers) ?? experiment.LimitUsers,
            Seed = seed,
            Prompts = parsed.GetValue(_prompts) ?? experiment.Prompts,
            AllowSelfJudge = parsed.GetValue(_allowSelfJudge) ? true : experiment.AllowSelfJudge,
        }, chats);
    }

    private static IReadOnlyList<string> Given(ParseResult parsed, Option<string[]> option, IReadOnlyList<string> otherwise) =>
        parsed.GetValue(option) is { Length: > 0 } values ? values : otherwise;

    private static Option<string[]> Many(string name, string? alias, string description)
    {
        var option = new Option<string[]>(name) { Description = description, AllowMultipleArgumentsPerToken = true };
        if (alias is not null) option.Aliases.Add(alias);
        return option;
    }
}
