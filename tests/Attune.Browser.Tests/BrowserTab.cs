using Microsoft.Playwright;

namespace Attune.Browser.Tests;

/// <summary>A page in a window of its own. What goes wrong in it unseen is kept: errors of scripts, breaches of the content policy, requests to elsewhere.</summary>
public sealed class BrowserTab : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    internal BrowserTab(IBrowserContext context, IPage page, Uri address)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _faults.Add($"script: {error}");
        page.Console += (_, message) =>
        {
            // A refused form is answered with a page and its status, which the browser reports as well.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) _faults.Add($"{message.Location}: {message.Text}");
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) _faults.Add($"asks elsewhere: {request.Url}");
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Faults => _faults;

    public string Path => new Uri(Page.Url).PathAndQuery;

    /// <summary>The status of what came.</summary>
    public async Task<int> GoAsync(string path) => (await Page.GotoAsync(path))?.Status ?? 0;

    /// <summary>What went wrong so far was seen.</summary>
    public void Forget() => _faults.Clear();

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
