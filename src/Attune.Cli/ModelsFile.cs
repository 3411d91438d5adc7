using System.Text.RegularExpressions;
using Attune.Models;
using Attune.Providers;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Attune.Cli;

/// <summary>Reads <c>models.yaml</c>: endpoints of the user's own, and limits, context windows and prices of all. No value of it is ever repeated in a message, for it may be a key.</summary>
internal sealed partial class ModelsFile
{
    /// <summary>The file that is read where none is named.</summary>
    public const string Default = "models.yaml";

    /// <summary>Names the file where the command line does not.</summary>
    public const string Variable = "ATTUNE_MODELS";

    private static readonly string[] Protocols = ["openai", "anthropic"];

    private readonly string _path;

    private ModelsFile(string path) => _path = path;

    /// <summary>The endpoints of a file.</summary>
    /// <param name="named">The file; null means the one that the variable names, else <c>./models.yaml</c> if it is there, else none.</param>
    /// <exception cref="BadInputException">The file is not there, or something in it is wrong.</exception>
    public static IReadOnlyList<EndpointSettings> Read(string? named)
    {
        var path = named ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : null);
        if (path is null && !File.Exists(Default)) return [];
        path ??= Default;
        return File.Exists(path)
            ? new ModelsFile(path).Endpoints()
            : throw new BadInputException(path, "no such file", named is null ? $"Correct {Variable}, or unset it" : "Give a file as docs/models.md describes it, or leave --models out");
    }

    private List<EndpointSettings> Endpoints()
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = new StreamReader(_path);
            yaml.Load(reader);
        }
        catch (YamlException e)
        {
            throw Broken(e);
        }

        if (yaml.Documents.Count == 0) return [];
        var root = Map(yaml.Documents[0].RootNode, "endpoints");
        return root.Node("endpoints") is { } endpoints ? [.. Map(endpoints).Entries.Select(e => Endpoint(e.Name, e.At, e.Value))] : [];
    }

    private BadInputException Broken(YamlException e)
    {
        if (Duplicate().Match(e.Message) is { Success: true } twice)
            return new($"{_path}:{e.Start.Line}", $"says '{twice.Groups[1].Value}' a second time in one place", "Make one of the two");

        // The parser finds a tab at whatever it took it for, lines before or after.
        var tab = File.ReadLines(_path).TakeWhile(line => !line.TrimStart(' ').StartsWith('\t')).Count() + 1;
        return tab <= File.ReadLines(_path).Count()
            ? new($"{_path}:{tab}", "is indented with a tab, which YAML does not take", "Use spaces")
            : new($"{_path}:{e.Start.Line}", "is not YAML", "Check indentation and quotes there; docs/models.md has an example");
    }

    private EndpointSettings Endpoint(string name, YamlNode at, YamlNode value)
    {
        if (!EndpointName().IsMatch(name) || name == EmbeddedModels.Provider)
            throw Fault(at, "names an endpoint as no model name could", "Use lower-case letters, digits and hyphens, a letter first; 'embedded' is taken");
        var map = Map(value, "protocol", "url", "key_variable", "requests_per_minute", "tokens_per_minute", "max_in_flight", "models");
        if (Protocols.Contains(name) && map.First("protocol", "url", "key_variable") is { } builtIn)
            throw Fault(builtIn, $"changes where the built-in endpoint '{name}' is", "Give an endpoint of another name; limits and models are what can be said of this one");
        if (!Protocols.Contains(name) && (map.Node("protocol") is null || map.Node("url") is null))
            throw Fault(at, "lacks protocol or url", "An endpoint of your own needs both");

        return new()
        {
            Name = name,
            Protocol = map.Node("protocol") is { } protocol ? Protocol(protocol) : null,
            Url = map.Node("url") is { } url ? Url(url) : null,
            KeyVariable = map.Node("key_variable") is { } variable ? KeyVariable(variable) : null,
            Limits = new(map.Count("requests_per_minute"), map.LongCount("tokens_per_minute"), map.Count("max_in_flight")),
            Models = map.Node("models") is { } models ? Map(models).Entries.ToDictionary(m => m.Name, m => Model(m.Value), StringComparer.Ordinal) : new(),
        };
    }

    private ModelSettings Model(YamlNode value)
    {
        var map = Map(value, "context_window", "price");
        return new(map.Count("context_window"), map.Node("price") is { } price ? Price(price) : null);
    }

    private ModelPrice Price(YamlNode value)
    {
        var map = Map(value, "input", "cached_input", "cache_write", "output", "long_context");
        return Rates(map) with { LongContext = map.Node("long_context") is { } dearer ? LongContext(dearer) : null };
    }

    private LongContextPrice LongContext(YamlNode value)
    {
        var map = Map(value, "above", "input", "cached_input", "cache_write", "output");
        return new(map.Count("above") ?? throw Fault(value, "lacks 'above'", "Give the number of input tokens above which these prices hold"), Rates(map));
    }

    private ModelPrice Rates(YamlMap map)
    {
        var price = new ModelPrice(
            map.Dollars("input") ?? throw Fault(map.At, "lacks 'input'", "Give US dollars for a million tokens; leave the whole price out where it is not known"),
            map.Dollars("output") ?? throw Fault(map.At, "lacks 'output'", "Give US dollars for a million tokens; leave the whole price out where it is not known"),
            map.Dollars("cached_input"),
            map.Dollars("cache_write"));
        return price.CachedInput > price.Input
            ? throw Fault(map.Node("cached_input")!, "has a price 'cached_input' above that of 'input'", "Correct one of them; leave cached_input out where reading from the cache costs as much as sending")
            : price;
    }

    private string Protocol(YamlNode node) => node is YamlScalarNode { Value: { } word } && Protocols.Contains(word)
        ? word
        : throw Fault(node, "is no protocol", $"Use {string.Join(" or ", Protocols)}");

    private string Url(YamlNode node) =>
        node is YamlScalarNode { Value: { } text } && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            ? text
            : throw Fault(node, "is no base URL", "Give scheme, host and path only, like http://10.0.0.5:8000/v1; keys belong in environment variables");

    private string KeyVariable(YamlNode node) => node is YamlScalarNode { Value: { } name } && VariableName().IsMatch(name) && (name.Length <= 20 || name.Contains('_', StringComparison.Ordinal))
        ? name
        : throw Fault(node, "names no environment variable, and looks like a key", "Put the key into a variable such as LAB_API_KEY, and write the variable's name here; if a key stood here, replace it");

    private YamlMap Map(YamlNode node, params string[] fields) => node is YamlMappingNode mapping
        ? new(mapping, fields, Fault)
        : throw Fault(node, "should hold fields", "See docs/models.md for an example");

    private BadInputException Fault(YamlNode at, string problem, string mend) => new($"{_path}:{at.Start.Line}", problem, mend);

    [GeneratedRegex(@"\ADuplicate key ([^:]{1,60})\z")]
    private static partial Regex Duplicate();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]*\z")]
    private static partial Regex EndpointName();

    [GeneratedRegex(@"\A[A-Z_][A-Z0-9_]{0,63}\z")]
    private static partial Regex VariableName();
}
