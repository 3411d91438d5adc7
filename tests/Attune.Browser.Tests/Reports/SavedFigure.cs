using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Playwright;

namespace Attune.Browser.Tests.Reports;

/// <summary>What the buttons of a figure save, and whether other programs can read it.</summary>
public static class SavedFigure
{
    /// <summary>Presses all buttons of every figure on a page, and looks at what comes.</summary>
    /// <returns>How many figures there are.</returns>
    public static async Task<int> CheckAllAsync(IPage page)
    {
        var figures = await page.Locator("figure:has(.spec)").AllAsync();
        foreach (var figure in figures)
        {
            // The browser drops what a page saves beyond ten files in a second.
            await Task.Delay(400);
            var name = (await figure.GetAttributeAsync("id"))!["figure-".Length..];
            var width = double.Parse((await figure.Locator(".chart svg").GetAttributeAsync("width"))!, CultureInfo.InvariantCulture);
            var svg = XDocument.Parse(System.Text.Encoding.UTF8.GetString(await SaveAsync(page, figure, "SVG", name + ".svg")));
            svg.Root!.Name.ShouldBe(XName.Get("svg", "http://www.w3.org/2000/svg"));
            svg.Descendants().Count(e => e.Name.LocalName == "path").ShouldBeGreaterThan(0);

            var png = await SaveAsync(page, figure, "PNG", name + ".png");
            png[..8].ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
            png[^8..^4].ShouldBe("IEND"u8.ToArray());
            ((double)BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(16))).ShouldBe(3 * width, 3);

            using var specification = JsonDocument.Parse(await SaveAsync(page, figure, "Specification", name + ".vl.json"));
            specification.RootElement.GetProperty("$schema").GetString().ShouldNotBeNull().ShouldContain("vega-lite");
            specification.RootElement.GetRawText().ShouldContain("\"values\":");
        }

        return figures.Count;
    }

    private static async Task<byte[]> SaveAsync(IPage page, ILocator figure, string button, string name)
    {
        var saved = await page.RunAndWaitForDownloadAsync(() => figure.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync());
        saved.SuggestedFilename.ShouldBe(name);
        return await File.ReadAllBytesAsync((await saved.PathAsync())!);
    }
}
