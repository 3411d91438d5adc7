using System.CommandLine;
using Attune.Cli.Output;
using Attune.Synthesis;

namespace Attune.Cli.Commands;

/// <summary>The options of every command that makes a dataset stage by stage.</summary>
internal sealed class MakingOptions
{
    private readonly Option<string> _model;
    private readonly Option<long> _seed = new("--seed") { Description = "Of every random choice. With embedded models: same seed, same bytes. Default: 0." };
    private readonly Option<string?> _prompts;
    private readonly Option<string[]> _redo;
    private readonly Option<int?> _concurrency = RunCommand.Concurrency();
    private readonly ModelsOption _models = new();
    private readonly BudgetOptions _budget = new();
    private readonly CacheOptions _cache = new();
    private readonly WatchOptions _watch = new();
    private readonly Option<bool> _json = RunCommand.Json();

    /// <param name="does">What the model does, as a verb.</param>
    /// <param name="prompts">The files of its prompts.</param>
    /// <param name="stages">What can be made anew.</param>
    public MakingOptions(string does, string prompts, IReadOnlyList<string> stages)
    {
        _model = new("--model", "-m") { Description = $"The model that {does}.", DefaultValueFactory = _ => "embedded:simulator" };
        _prompts = new("--prompts") { Description = $"A folder of prompts ({prompts}) that replace those that ship." };
        _redo = new("--redo") { Description = "Make these stages anew, and what builds on them: " + string.Join(", ", stages) + ".", AllowMultipleArgumentsPerToken = true };
        _redo.AcceptOnlyFromAmong([.. stages]);
        _concurrency.Description = "Calls in flight at once. Default: 8.";
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_model, _seed, _prompts, _redo, _concurrency]) command.Add(option);
        _models.AddTo(command);
        _budget.AddTo(command);
        _cache.AddTo(command);
        _watch.AddTo(command);
        command.Add(_json);
    }

    public string Model(ParseResult parsed) => parsed.GetRequiredValue(_model);

    public long Seed(ParseResult parsed) => parsed.GetValue(_seed);

    public string? Prompts(ParseResult parsed) => parsed.GetValue(_prompts);

    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Makes a dataset with what the options say, and closes cache and log after it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="screen">Where it is shown.</param>
    /// <param name="make">Makes it; gives the exit code.</param>
    public async Task<int> RunAsync(ParseResult parsed, Screen screen, Func<ModelCatalog, GenerationOptions, Task<int>> make)
    {
        using var watching = _watch.Begin(parsed, screen);
        using var responses = _cache.Open(parsed, [Model(parsed)]);
        var options = _budget.ReadFor(parsed, new()
        {
            Concurrency = parsed.GetValue(_concurrency),
            Cache = responses,
            Log = watching.Log,
            Redo = parsed.GetValue(_redo) ?? [],
        });
        return await make(_models.Read(parsed, responses, watching.Log), options).ConfigureAwait(false);
    }
}
