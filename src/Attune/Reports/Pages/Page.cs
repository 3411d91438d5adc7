namespace Attune.Reports.Pages;

/// <summary>The frame of a page that stands alone: head, policy, style, and scripts where there are figures.</summary>
internal static class Page
{
    public static void Write(TextWriter output, string title, bool hasFigures, Action<HtmlWriter> body)
    {
        var html = new HtmlWriter(output);
        html.Own("<!DOCTYPE html>\n").Open("html", ("lang", "en")).Open("head").Own("<meta charset=\"utf-8\">\n")
            .Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", PageAssets.Policy))
            .Own("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
            .Element("title", title).Open("style").Own(PageAssets.Style).Close("style").Close("head").Open("body").Open("main");
        body(html);
        html.Close("main");
        if (hasFigures)
            foreach (var script in PageAssets.Scripts) html.Open("script").Own(script).Close("script");
        html.Close("body").Close("html");
    }
}
