using System.Net;

namespace Attune.Reports.Pages;

/// <summary>Writes HTML; every text and attribute is escaped, so no name or answer can become markup. Not thread-safe.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    public HtmlWriter Open(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        output.Write($"<{tag}");
        foreach (var (name, value) in attributes) output.Write($" {name}=\"{WebUtility.HtmlEncode(value)}\"");
        output.Write('>');
        return this;
    }

    public HtmlWriter Close(string tag)
    {
        output.Write($"</{tag}>\n");
        return this;
    }

    public HtmlWriter Text(string text)
    {
        output.Write(WebUtility.HtmlEncode(text));
        return this;
    }

    public HtmlWriter Element(string tag, string text, params ReadOnlySpan<(string Name, string Value)> attributes) => Open(tag, attributes).Text(text).Close(tag);

    /// <summary>Writes what is HTML already: nothing that comes from a run, a dataset or a model.</summary>
    public HtmlWriter Own(string html)
    {
        output.Write(html);
        return this;
    }
}
