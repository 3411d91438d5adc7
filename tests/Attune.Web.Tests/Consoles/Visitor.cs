using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Attune.Web.Accounts;

namespace Attune.Web.Tests.Consoles;

/// <summary>A browser without script: keeps cookies, fills in forms, follows nothing by itself.</summary>
public sealed class Visitor : IDisposable
{
    public Visitor(Uri address, string? signIn = null)
    {
        Http = new(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        if (signIn is not null) Cookies.Add(new Cookie("attune", signIn, "/", address.Host));
    }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http { get; }

    /// <summary>Null where nobody is signed in.</summary>
    public Account? Account { get; init; }

    public async Task<Shown> GetAsync(string path) => await ShownAsync(await Http.GetAsync(path));

    /// <summary>Posts a page's form with its hidden fields and what is filled in.</summary>
    public Task<Shown> SubmitAsync(Shown page, string action, params (string Name, string Value)[] filled) => SubmitAsync(page, action, action, filled);

    /// <summary>The same by a button that sends it elsewhere.</summary>
    public Task<Shown> SubmitAsync(Shown page, string action, string to, params (string Name, string Value)[] filled)
    {
        var form = page.Document.QuerySelectorAll<IHtmlFormElement>("form").FirstOrDefault(f => f.GetAttribute("action") == action)
            ?? throw new InvalidOperationException($"No form goes to {action}: {page.Text}");
        var hidden = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(i => (Name: i.Name!, i.Value)).Where(h => filled.All(f => f.Name != h.Name));
        return PostAsync(to, [.. hidden, .. filled]);
    }

    /// <summary>Posts fields that no page of ours gave.</summary>
    public async Task<Shown> PostAsync(string path, params (string Name, string Value)[] fields) =>
        await ShownAsync(await Http.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)))));

    /// <summary>Sends whatever request.</summary>
    public async Task<Shown> SendAsync(HttpRequestMessage request) => await ShownAsync(await Http.SendAsync(request));

    /// <summary>The page that a form led to.</summary>
    public Task<Shown> FollowAsync(Shown page) => page.Location is { } location ? GetAsync(location) : throw new InvalidOperationException($"{page.Status} leads nowhere: {page.Text}");

    /// <summary>The page that the link of this text leads to.</summary>
    public Task<Shown> FollowLinkAsync(Shown page, string text) =>
        GetAsync(page.Document.QuerySelectorAll("a").FirstOrDefault(a => a.TextContent.Trim() == text)?.GetAttribute("href") ?? throw new InvalidOperationException($"No link says {text}: {page.Text}"));

    public void Dispose() => Http.Dispose();

    private static async Task<Shown> ShownAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            return new((int)response.StatusCode, text, response.Headers, response.Headers.Location?.OriginalString, new HtmlParser().ParseDocument(text)) { Type = response.Content.Headers.ContentType?.MediaType };
        }
    }
}

/// <summary>What came back.</summary>
public sealed record Shown(int Status, string Text, System.Net.Http.Headers.HttpResponseHeaders Headers, string? Location, IHtmlDocument Document)
{
    /// <summary>As <c>text/html</c>; null where there is no content.</summary>
    public string? Type { get; init; }

    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public string Main => Document.QuerySelector("main")?.TextContent ?? "";
}
