using Attune.Methods;
using Attune.Providers.Prices;

namespace Attune.Cli.Output;

/// <summary>What <c>attune models --json</c> prints.</summary>
/// <param name="Models">What can be named.</param>
/// <param name="Methods">The methods.</param>
/// <param name="Known">Models whose prices, in US dollars for a million tokens, or context windows are known.</param>
internal sealed record ModelsDocument(IReadOnlyList<ModelsDocument.Named> Models, IReadOnlyList<ModelsDocument.Named> Methods, IReadOnlyList<KnownModel> Known)
{
    public static ModelsDocument Of(ModelCatalog catalog) => new(
        [.. catalog.All.Select(m => new Named(m.Name, m.Summary))], [.. Method.All.Select(m => new Named(m.Name, m.Summary))], [.. catalog.Known]);

    /// <summary>A name and what it stands for.</summary>
    internal sealed record Named(string Name, string Summary);
}
