using System.Security.Cryptography;
using System.Text;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Attune.Prompts;

/// <summary>
/// The prompts as templates: those that ship with Attune, each replaceable by a file of the same name in a folder of the user's.
/// Thread-safe.
/// </summary>
public sealed class PromptLibrary
{
    private const string ResourceFolder = "Prompts/";
    private const string Extension = ".hbs";

    /// <summary>Prompts that make, mine or audit datasets: no run's scores hang on them.</summary>
    private static readonly string[] OfNoRun = ["generate-", "mine-", "audit-"];

    private readonly Dictionary<string, HandlebarsTemplate<object, object>> _templates = new(StringComparer.Ordinal);
    private readonly string? _folder;

    private PromptLibrary(SortedDictionary<string, string> sources, string? folder = null)
    {
        _folder = folder;
        var handlebars = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });
        var all = new StringBuilder();
        foreach (var (name, source) in sources)
        {
            try
            {
                _templates[name] = handlebars.Compile(source.TrimEnd('\n'));
            }
            catch (HandlebarsException e)
            {
                throw new BadInputException(Place(name), $"is not a Handlebars template: {e.Message}", "Mend the template, or remove it to use the one that ships");
            }

            if (!OfNoRun.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))) all.Append(name).Append('\0').Append(source).Append('\0');
        }

        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }

    /// <summary>The prompts that ship with Attune.</summary>
    public static PromptLibrary Default => field ??= new(Shipped());

    /// <summary>SHA-256 over the templates that runs use, lower-case hex: part of every run's identity.</summary>
    public string Hash { get; }

    /// <summary>The shipped prompts, with those that the folder holds in their place.</summary>
    /// <param name="folder">Holds files such as <c>method-reminder.hbs</c>.</param>
    /// <exception cref="BadInputException">The folder is not there, or holds a template that Attune does not know or cannot compile.</exception>
    public static PromptLibrary WithOverrides(string folder)
    {
        if (!Directory.Exists(folder)) throw new BadInputException($"--prompts {folder}", "no such folder", "Give a folder of .hbs files");
        var sources = Shipped();
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (!sources.ContainsKey(name))
                throw new BadInputException(path, "replaces no prompt of Attune", "Use one of these names: " + string.Join(", ", sources.Keys));
            sources[name] = File.ReadAllText(path).ReplaceLineEndings("\n");
        }

        return new(sources, folder);
    }

    /// <summary>Fills a template.</summary>
    /// <param name="name">The file's name without <c>.hbs</c>.</param>
    /// <param name="values">Its values by name.</param>
    public string Render(string name, IReadOnlyDictionary<string, object?> values)
    {
        try
        {
            return _templates[name](values);
        }
        catch (Exception e) when (e is HandlebarsException or HandlebarsUndefinedBindingException)
        {
            throw new BadInputException(Place(name), e.Message, "Use only the values of the template that ships");
        }
    }

    private string Place(string name) => Path.Combine(_folder ?? "", name + Extension);

    private static SortedDictionary<string, string> Shipped()
    {
        var assembly = typeof(PromptLibrary).Assembly;
        var sources = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(r => r.StartsWith(ResourceFolder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            sources[resource[ResourceFolder.Length..^Extension.Length]] = reader.ReadToEnd().ReplaceLineEndings("\n");
        }

        return sources;
    }
}
