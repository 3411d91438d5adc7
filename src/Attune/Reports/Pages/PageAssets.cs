using System.Security.Cryptography;
using System.Text;

namespace Attune.Reports.Pages;

/// <summary>The style and scripts of pages that stand alone, and the policy that lets these run and nothing else.</summary>
internal static class PageAssets
{
    private static readonly string[] ScriptNames = ["Browser/vega.min.js", "Browser/vega-lite.min.js", "Browser/vega-embed.min.js", "Pages/figures.js"];

    /// <summary>The style sheet.</summary>
    public static string Style { get; } = Read("Pages/report.css");

    /// <summary>The scripts, in the order to run them.</summary>
    public static IReadOnlyList<string> Scripts { get; } = [.. ScriptNames.Select(Read)];

    /// <summary>Allows the page's own style and scripts by their hashes, and images that the page makes; nothing is fetched from anywhere.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src {Hashes(Scripts)}; style-src {Hashes([Style])}; img-src data: blob:; base-uri 'none'; form-action 'none'";

    private static string Hashes(IEnumerable<string> texts) => string.Join(' ', texts.Select(t => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(t)))}'"));

    private static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        // A browser reads CR LF and CR as LF before it hashes a block.
        return new StreamReader(stream, Encoding.UTF8).ReadToEnd().ReplaceLineEndings("\n");
    }
}
