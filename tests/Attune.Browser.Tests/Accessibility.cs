using Microsoft.Playwright;

namespace Attune.Browser.Tests;

/// <summary>
/// Whether everybody can use a page: labels, headings in order, landmarks, contrast as computed in light and dark, a focus that can be seen
/// at every stop of Tab, nothing wider than the window; and that nothing went wrong in it unseen.
/// </summary>
public static class Accessibility
{
    private const int MostStops = 60;

    private static readonly string Script = ReadScript();

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

    private static async Task<IReadOnlyList<string>> TabThroughAsync(IPage page)
    {
        var faults = new List<string>();
        await page.EvaluateAsync("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }");
        for (var i = 0; i < MostStops; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var stop = await page.EvaluateAsync<string?>("""
                () => {
                  const e = document.activeElement;
                  if (!e || e === document.body) return null;
                  const s = getComputedStyle(e), box = e.getBoundingClientRect();
                  const marked = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
                  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
                  return marked && inside ? '' : (marked ? 'what has the focus is out of sight: ' : 'the focus cannot be seen on ') + e.outerHTML.slice(0, 160);
                }
                """);
            if (stop is null) break;
            if (stop.Length > 0) faults.Add(stop);
        }

        return faults;
    }

    private static string ReadScript()
    {
        using var reader = new StreamReader(typeof(Accessibility).Assembly.GetManifestResourceStream("accessibility.js")!);
        return reader.ReadToEnd();
    }
}
