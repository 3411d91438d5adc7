using System.Net;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Attune.Web.Layout;

/// <summary>Markdown that anybody may have written, as HTML that can do nothing: HTML in it is text, images are their description, links go to web pages only.</summary>
internal static class SafeMarkdown
{
    /// <summary>Longer texts are shown as they are: parsing could take long.</summary>
    private const int Longest = 50_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    public static string ToHtml(string text)
    {
        if (text.Length > Longest) return Plain(text);
        try
        {
            var document = Markdown.Parse(text, Pipeline);
            // Alignment would be written as a style, which pages of ours do not have.
            foreach (var column in document.Descendants<Table>().SelectMany(t => t.ColumnDefinitions)) column.Alignment = null;
            using var writer = new StringWriter();
            var renderer = new HtmlRenderer(writer);
            Pipeline.Setup(renderer);
            renderer.ObjectRenderers.ReplaceOrAdd<LinkInlineRenderer>(new Links());
            renderer.ObjectRenderers.ReplaceOrAdd<AutolinkInlineRenderer>(new AutoLinks());
            renderer.ObjectRenderers.ReplaceOrAdd<HeadingRenderer>(new Headings());
            renderer.Render(document);
            return writer.ToString();
        }
        catch (ArgumentException)
        {
            // Nested too deeply to be meant as Markdown.
            return Plain(text);
        }
    }

    private static string Plain(string text) => $"<p>{WebUtility.HtmlEncode(text)}</p>";

    private static bool IsWebPage(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static void Open(HtmlRenderer renderer, string url) =>
        renderer.Write("<a href=\"").WriteEscapeUrl(url).Write("\" rel=\"noopener noreferrer nofollow\">");

    private sealed class Links : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline link)
        {
            var opens = !link.IsImage && renderer.EnableHtmlForInline && IsWebPage(link.Url);
            if (link.IsImage) renderer.Write("[image: ");
            if (opens) Open(renderer, link.Url!);
            renderer.WriteChildren(link);
            if (opens) renderer.Write("</a>");
            if (link.IsImage) renderer.Write("]");
        }
    }

    private sealed class AutoLinks : HtmlObjectRenderer<AutolinkInline>
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline link)
        {
            var opens = !link.IsEmail && IsWebPage(link.Url);
            if (opens) Open(renderer, link.Url);
            renderer.WriteEscape(link.Url);
            if (opens) renderer.Write("</a>");
        }
    }

    /// <summary>A text's headings are no headings of the page.</summary>
    private sealed class Headings : HtmlObjectRenderer<HeadingBlock>
    {
        protected override void Write(HtmlRenderer renderer, HeadingBlock heading) =>
            renderer.EnsureLine().Write("<p class=\"md-heading\">").WriteLeafInline(heading).WriteLine("</p>");
    }
}
