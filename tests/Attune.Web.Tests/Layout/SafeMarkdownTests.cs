using AngleSharp.Html.Parser;
using Attune.Web.Layout;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Web.Tests.Layout;

public sealed class SafeMarkdownTests
{
    private static readonly HashSet<string> Harmless =
        ["P", "EM", "STRONG", "CODE", "PRE", "UL", "OL", "LI", "BLOCKQUOTE", "A", "BR", "HR", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD"];

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("![x](https://evil.example/pixel.png)")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java\nscript:alert(1))")]
    [InlineData("[x](data:text/html,<script>alert(1)</script>)")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("[x](//evil.example)")]
    [InlineData("[x](/members/me/disable)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x]: javascript:alert(1)\n\n[x]")]
    [InlineData("| a |\n|:-:|\n| <b>b</b> |")]
    [InlineData("```html\n</code></pre><script>alert(1)</script>\n```")]
    [InlineData("```\"><script>\nx\n```")]
    [InlineData("[<img src=x onerror=alert(1)>](https://a.example/\"onmouseover=\"alert(1))")]
    [InlineData("<!-- --><svg onload=alert(1)>")]
    [InlineData("&lt;script&gt; &#x3C;script>")]
    public void Nothing_that_comes_in_does_anything(string hostile) => CheckHarmless(hostile);

    [Fact]
    public void Nothing_at_all_does_anything()
    {
        string[] pieces = ["<", ">", "\"", "'", "`", "[", "]", "(", ")", "!", "#", "*", "_", "|", "-", "\n", "\n\n", "    ", "javascript:", "https://a.example", "<script>", "<img src=x onerror=y>", "&#60;", "\\", "x", ":", "&", "```", "\t"];
        Prop.ForAll(Gen.Elements(pieces).ArrayOf(30).ToArbitrary(), picked => CheckHarmless(string.Concat(picked))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Links_to_web_pages_are_marked_as_foreign() =>
        SafeMarkdown.ToHtml("[there](https://a.example/b?c=d&e)").ShouldBe("<p><a href=\"https://a.example/b?c=d&amp;e\" rel=\"noopener noreferrer nofollow\">there</a></p>\n");

    [Fact]
    public void A_picture_is_its_description() => SafeMarkdown.ToHtml("![a cat](https://a.example/cat.png)").ShouldBe("<p>[image: a cat]</p>\n");

    [Fact]
    public void A_heading_of_a_text_is_none_of_the_page() => SafeMarkdown.ToHtml("# Big\n\ntext").ShouldBe("<p class=\"md-heading\">Big</p>\n<p>text</p>\n");

    [Theory]
    [InlineData(">")]
    [InlineData("[")]
    [InlineData("- ")]
    [InlineData("*a ")]
    public void Deep_nesting_is_shown_as_text_in_time(string piece)
    {
        var html = SafeMarkdown.ToHtml(string.Concat(Enumerable.Repeat(piece, 20_000)));
        html.ShouldStartWith("<");
    }

    private static void CheckHarmless(string text)
    {
        var document = new HtmlParser().ParseDocument("<body>" + SafeMarkdown.ToHtml(text));
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            Harmless.ShouldContain(element.TagName, text);
            foreach (var attribute in element.Attributes)
            {
                ((string[])["href", "rel", "class", "start"]).ShouldContain(attribute.Name, text);
                if (attribute.Name == "href") new Uri(attribute.Value).Scheme.ShouldBeOneOf("http", "https");
            }
        }
    }
}
