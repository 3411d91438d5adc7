using System.Text.RegularExpressions;

namespace Attune.Models;

/// <summary>
/// Which model: <c>provider:model[?key=value&amp;…][@base-url]</c>, as <c>embedded:lexical?window=32000</c> or
/// <c>openai:llama3.1@http://127.0.0.1:8080/v1</c>. The parameters may also stand at the end, after the base URL.
/// </summary>
public sealed partial record ModelName
{
    private ModelName(string text, string provider, string model, IReadOnlyDictionary<string, string> parameters, string? baseUrl) =>
        (Text, Provider, Model, Parameters, BaseUrl) = (text, provider, model, parameters, baseUrl);

    /// <summary>The name as it was given.</summary>
    public string Text { get; }

    /// <summary>Who serves it: <c>embedded</c>, or a provider of an endpoint.</summary>
    public string Provider { get; }

    /// <summary>The model's own name.</summary>
    public string Model { get; }

    /// <summary>What stands after the question mark.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>The endpoint, where it is not the provider's own.</summary>
    public string? BaseUrl { get; }

    /// <summary>Reads a model name.</summary>
    /// <exception cref="BadInputException">It has not the form of one.</exception>
    public static ModelName Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw new BadInputException($"model '{text}'", "is not of the form provider:model", "Write it like embedded:lexical or openai:gpt-5; 'attune models' lists what is there");

        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in match.Groups["parameters"].Captures.SelectMany(c => c.Value.Split('&', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } key, { Length: > 0 } value] || !parameters.TryAdd(key, value))
                throw new BadInputException($"model '{text}'", $"has the parameter '{pair}'", "Write parameters like ?window=32000");
        }

        var url = match.Groups["url"];
        return new(text, match.Groups["provider"].Value, match.Groups["model"].Value, parameters, url.Success ? url.Value : null);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A(?<provider>[a-z][a-z0-9-]*):(?<model>[^?@\s]+)(?:\?(?<parameters>[^@\s]*))?(?:@(?<url>https?://[^\s?]+)(?:\?(?<parameters>\S*))?)?\z")]
    private static partial Regex Form();
}
