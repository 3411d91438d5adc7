using Microsoft.Playwright;

namespace Attune.Browser.Tests;

/// <summary>Going through a page without a mouse.</summary>
public static class Keyboard
{
    private const int Most = 200;

    /// <summary>Presses Tab until something with this accessible name has the focus.</summary>
    public static async Task TabToAsync(IPage page, string name)
    {
        for (var i = 0; i < Most; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await FocusedAsync(page) == name) return;
        }

        throw new ShouldAssertException($"{page.Url}: no way with Tab to '{name}'.");
    }

    /// <summary>The accessible name of what has the focus.</summary>
    public static Task<string> FocusedAsync(IPage page) => page.EvaluateAsync<string>("""
        () => {
          const e = document.activeElement;
          if (!e || e === document.body) return '';
          const label = e.labels && e.labels.length ? e.labels[0].textContent : null;
          return (e.getAttribute('aria-label') || label || e.textContent || e.value || '').trim().replace(/\s+/g, ' ');
        }
        """);
}
