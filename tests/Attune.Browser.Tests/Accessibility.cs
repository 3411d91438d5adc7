using Microsoft.Playwright;

namespace Attune.Browser.Tests;

/// <summary>
/// Whether everybody can use a page: labels, headings in order, landmarks, contrast as computed in light and dark, a focus that can be seen
/// at every stop of Tab, and Tab leading to all that can be used; nothing wider than the window; and that nothing went wrong in it unseen.
/// </summary>
public static class Accessibility
{
    /// <summary>A page with more of them is too much for anybody.</summary>
    private const int MostStops = 600;

    /// <summary>Presses between looks.</summary>
    private const int AtOnce = 10;

    private static readonly string Script = ReadScript("accessibility.js");

    private static readonly string Tabs = ReadScript("tabs.js");

    public static async Task CheckAsync(BrowserTab tab)
    {
        var faults = await FaultsAsync(tab);
        if (faults.Count > 0) throw new ShouldAssertException($"{tab.Path} at {tab.Page.ViewportSize!.Width} pixels:\n  {string.Join("\n  ", faults)}");
    }

    /// <summary>Each once, in words.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(BrowserTab tab)
    {
        var faults = new List<string>();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light]) faults.AddRange(await LookAsync(tab.Page, scheme));
        faults.AddRange(await TabThroughAsync(tab.Page));
        faults.AddRange(tab.Faults);
        return [.. faults.Distinct()];
    }

    private static async Task<IEnumerable<string>> LookAsync(IPage page, ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        return (await page.EvaluateAsync<string[]>(Script)).Select(f => $"{scheme}: {f}");
    }

    /// <summary>Once through all that can have the focus, and whether that is all that can be used.</summary>
    private static async Task<IReadOnlyList<string>> TabThroughAsync(IPage page)
    {
        await page.EvaluateAsync(Tabs);
        for (var i = 0; i < MostStops; i += AtOnce)
        {
            for (var n = 0; n < AtOnce; n++) await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("attuneTabs()")) break;
        }

        return await page.EvaluateAsync<string[]>("attuneTabbed()");
    }

    private static string ReadScript(string name)
    {
        using var reader = new StreamReader(typeof(Accessibility).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
