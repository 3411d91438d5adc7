using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Attune.Datasets;
using Microsoft.Net.Http.Headers;

namespace Attune.Web.Hosting;

/// <summary>The files for the browser, which lie in the assembly. Their names hold their content's hash, so that browsers keep them for good.</summary>
internal sealed class Assets
{
    public const string Pattern = "/assets/{name}";

    private const string Folder = "wwwroot/";

    /// <summary>What draws the figures of reports, in the order to run it; reports that stand alone have the same in them.</summary>
    public static readonly IReadOnlyList<string> Figures = ["Browser/vega.min.js", "Browser/vega-lite.min.js", "Browser/vega-embed.min.js", "Pages/figures.js"];

    private readonly FrozenDictionary<string, string> _names;
    private readonly FrozenDictionary<string, Asset> _files;

    public Assets()
    {
        var all = typeof(Assets).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .Select(n => (Name: n[Folder.Length..].Replace('\\', '/'), File: Asset.Read(typeof(Assets).Assembly, n)))
            .Concat(Figures.Select(n => (Name: n, File: Asset.Read(typeof(Dataset).Assembly, n))))
            .ToList();
        _names = all.ToFrozenDictionary(a => a.Name, a => $"/assets/{a.File.Name}", StringComparer.Ordinal);
        _files = all.ToFrozenDictionary(a => a.File.Name, a => a.File, StringComparer.Ordinal);
    }

    /// <summary>Where a file of <c>wwwroot</c> is served, as <c>lib/htmx/htmx.min.js</c>.</summary>
    public string this[string name] => _names[name];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Pattern, (string name, Assets assets, HttpContext http) =>
    {
        if (!assets._files.TryGetValue(name, out var file)) return Html.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(file.Content, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Name}\""));
    }).AllowAnonymous();

    private sealed record Asset(string Name, string ContentType, byte[] Content)
    {
        public static Asset Read(Assembly assembly, string resource)
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var (name, extension) = (Path.GetFileNameWithoutExtension(resource), Path.GetExtension(resource));
            var type = extension switch { ".css" => "text/css; charset=utf-8", ".js" => "text/javascript; charset=utf-8", ".svg" => "image/svg+xml", _ => "application/octet-stream" };
            return new($"{name}.{Convert.ToHexStringLower(SHA256.HashData(content))[..12]}{extension}", type, content);
        }
    }
}
