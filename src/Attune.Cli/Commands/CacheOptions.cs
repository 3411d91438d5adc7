using System.CommandLine;
using Attune.Models;
using Attune.Models.Caching;
using Attune.Providers.Caching;
using Attune.Runs;

namespace Attune.Cli.Commands;

/// <summary>The options that say which response cache a run uses, and what for.</summary>
internal sealed class CacheOptions
{
    private const string Off = "off";

    private readonly Option<string> _mode = new("--cache")
    {
        Description = "What the response cache is used for: read (answer what was answered before, ask the rest), refresh (ask everything anew), replay (send nothing; a request that is not stored fails), off.",
        DefaultValueFactory = _ => Word.Of(CacheMode.Read),
    };

    private readonly Option<string?> _file = File();

    public static Option<string?> File() => new("--cache-file") { Description = "The response cache. Default: $ATTUNE_CACHE, or attune/responses.db in the user's folder for caches." };

    /// <summary>A cache that must be there already.</summary>
    /// <param name="given">What --cache-file says.</param>
    public static SqliteResponseStore OpenExisting(string? given)
    {
        var path = given ?? SqliteResponseStore.DefaultPath();
        return System.IO.File.Exists(path)
            ? new(path)
            : throw new BadInputException(path, "no such file, so nothing is stored", "Run an experiment on a real model first, or give another --cache-file");
    }

    /// <summary>What was found and stored, in words.</summary>
    public static string Summary(ResponseCache cache) => $"Response cache: {cache.Found:N0} answers found, {cache.Stored:N0} stored.";

    public void AddTo(Command command)
    {
        _mode.AcceptOnlyFromAmong([Off, .. Word.All<CacheMode>()]);
        command.Add(_mode);
        command.Add(_file);
    }

    /// <summary>The cache of a run, which the caller disposes of; null where it has none, or no model that is ever cached.</summary>
    /// <exception cref="BadInputException">The cache cannot be used.</exception>
    public ResponseCache? Open(ParseResult parsed, Experiment experiment) => Open(parsed, experiment.Models.Append(experiment.Judge).Concat(experiment.Evaluators ?? []));

    /// <summary>A cache for the calls to these models, by name.</summary>
    /// <exception cref="BadInputException">The cache cannot be used.</exception>
    public ResponseCache? Open(ParseResult parsed, IEnumerable<string> models)
    {
        var word = parsed.GetRequiredValue(_mode);
        if (word == Off || models.All(m => ModelName.Parse(m).Provider == EmbeddedModels.Provider)) return null;
        var mode = Word.Parse<CacheMode>(word, "--cache");
        var file = parsed.GetValue(_file);
        return new(mode == CacheMode.Replay ? OpenExisting(file) : new SqliteResponseStore(file ?? SqliteResponseStore.DefaultPath()), mode);
    }
}
