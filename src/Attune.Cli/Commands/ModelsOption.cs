using System.CommandLine;
using Attune.Models.Caching;
using Microsoft.Extensions.Logging;

namespace Attune.Cli.Commands;

/// <summary>The option that says where endpoints, limits, context windows and prices stand.</summary>
internal sealed class ModelsOption
{
    private readonly Option<string?> _file = new("--models")
    {
        Description = $"A file of endpoints, limits, context windows and prices. Default: what {ModelsFile.Variable} names, else ./{ModelsFile.Default} if it is there.",
    };

    public void AddTo(Command command) => command.Add(_file);

    /// <exception cref="BadInputException">The file is not there, or something in it is wrong.</exception>
    public ModelCatalog Read(ParseResult parsed, bool withoutKeys = false, ILogger? log = null) => new(ModelsFile.Read(parsed.GetValue(_file)), withoutKeys, log);

    /// <summary>Where only stored answers are used, models need no key, because none is called.</summary>
    public ModelCatalog Read(ParseResult parsed, ResponseCache? cache, ILogger? log = null) => Read(parsed, withoutKeys: cache?.Mode == CacheMode.Replay, log);
}
