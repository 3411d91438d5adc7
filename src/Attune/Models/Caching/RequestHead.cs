using System.Text;
using Microsoft.Extensions.AI;

namespace Attune.Models.Caching;

/// <summary>
/// What a request asks besides its messages: the model, where it is served, its parameters and the call's options, in a canonical
/// form of ours that hangs on no library. A line <c>name=value</c> for each that is set, in a fixed order, with backslashes and line
/// ends escaped. Immutable.
/// </summary>
public sealed class RequestHead
{
    /// <summary>The version of the form. Whatever changes a key must change it.</summary>
    internal const string Version = "1";

    internal const string Provider = "provider";
    internal const string ModelField = "model";
    internal const string Url = "url";
    internal const string Parameter = "parameter.";

    /// <summary>They say how a model is called, or are seen in the messages already: a longer time limit must not buy answers again.</summary>
    private static readonly string[] OfTheCall = ["timeout", "window"];

    /// <summary>A head in its canonical form, as a store gives it back.</summary>
    public RequestHead(string text)
    {
        Text = text;
        Digest = Digest.Of(Encoding.UTF8.GetBytes(text));
        Fields = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Field)];
    }

    /// <summary>The canonical form.</summary>
    public string Text { get; }

    /// <summary>The digest of <see cref="Text"/>; keys begin with it.</summary>
    public Digest Digest { get; }

    /// <summary>The lines as names and values, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; }

    /// <summary>Provider and model, as <c>openai:gpt-5</c>.</summary>
    public string Model => $"{this[Provider]}:{this[ModelField]}";

    /// <summary>The model with its parameters and the URL where it is served.</summary>
    public string Name
    {
        get
        {
            var parameters = Fields.Where(f => f.Key.StartsWith(Parameter, StringComparison.Ordinal)).Select(f => $"{f.Key[Parameter.Length..]}={f.Value}").ToList();
            return Model + (parameters.Count > 0 ? "?" + string.Join('&', parameters) : "") + (this[Url] is { } url ? "@" + url : "");
        }
    }

    /// <summary>The value of a field; null where it is not set.</summary>
    public string? this[string name] => Fields.FirstOrDefault(f => f.Key == name).Value;

    /// <summary>The head of a call.</summary>
    /// <param name="model">Whom it asks.</param>
    /// <param name="endpoint">Where that is served; null means as the name says. Only scheme, host and path count, so that no key gets in.</param>
    /// <param name="options">The call's options; null means none.</param>
    /// <returns>Null where an option has no canonical form, as tools: such a call is not cached.</returns>
    public static RequestHead? Of(ModelName model, Uri? endpoint = null, ChatOptions? options = null)
    {
        if (RequestOptions.Fields(options) is not { } set) return null;
        var head = new List<KeyValuePair<string, string>> { new("version", Version), new(Provider, model.Provider), new(ModelField, model.Model) };
        if ((endpoint?.AbsoluteUri ?? model.BaseUrl) is { } url) head.Add(new(Url, Plain(url)));
        head.AddRange(model.Parameters
            .Where(p => !OfTheCall.Contains(p.Key))
            .OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => KeyValuePair.Create(Parameter + p.Key, p.Value)));
        return new(string.Concat(head.Concat(set).Select(f => $"{Escaped(f.Key)}={Escaped(f.Value)}\n")));
    }

    private static string Plain(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri)
        ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/')
        : "";

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("=", "\\e", StringComparison.Ordinal);

    private static KeyValuePair<string, string> Field(string line) =>
        line.Split('=', 2) is [var name, var value] ? new(Read(name), Read(value)) : new(Read(line), "");

    private static string Read(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\' || i == escaped.Length - 1) text.Append(escaped[i]);
            else text.Append(escaped[++i] switch { 'n' => '\n', 'e' => '=', var other => other });
        }

        return text.ToString();
    }
}
