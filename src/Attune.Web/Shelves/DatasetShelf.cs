using Attune.Datasets;
using Attune.Web.Hosting;

namespace Attune.Web.Shelves;

/// <summary>The datasets of the console. The starter is one of them, unless a folder has its name.</summary>
internal sealed class DatasetShelf(ConsoleOptions options) : Shelf(options.Data, DatasetFiles.Card)
{
    public const string Starter = "starter";

    /// <summary>The dataset that an experiment names by its folder or name; null where it is none of these.</summary>
    public ShelfEntry? Named(string nameOrFolder)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(nameOrFolder));
        return Find(name) ?? (name == Starter ? new(Starter, Starter, default) : null);
    }

    /// <summary>All of them, the starter last.</summary>
    public IReadOnlyList<ShelfEntry> WithStarter() => List() is var own && own.Any(e => e.Name == Starter) ? own : [.. own, new(Starter, Starter, default)];
}
