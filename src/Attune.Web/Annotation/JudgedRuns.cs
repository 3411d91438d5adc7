using Attune.Datasets;
using Attune.Runs;
using Attune.Web.Hosting;
using Attune.Web.Shelves;

namespace Attune.Web.Annotation;

/// <summary>Runs whose answers people judge. Thread-safe.</summary>
internal sealed class JudgedRuns(ConsoleOptions options, RunShelf shelf)
{
    /// <summary>Those of the console that are of use, the latest first.</summary>
    public IReadOnlyList<string> Where(Func<ShelfEntry, bool> isOfUse) => [.. shelf.List().Where(isOfUse).Select(e => e.Name)];

    /// <summary>A run with what it asked about; null where there is none of this name.</summary>
    /// <exception cref="BadInputException">The run or its dataset cannot be read.</exception>
    public (RunFolder Folder, Dataset Dataset)? Open(string name)
    {
        if (shelf.Find(name) is not { } entry) return null;
        var folder = RunFolder.Open(Path.GetFullPath(entry.Location));
        var named = folder.ReadRecord()?.Experiment.Dataset ?? DatasetShelf.Starter;
        var here = Path.Combine(options.Data, named);
        return (folder, Dataset.Open(!Path.IsPathRooted(named) && File.Exists(Path.Combine(here, DatasetFiles.Card)) ? here : named));
    }

    /// <summary>The folder of a run that a round was made from.</summary>
    /// <exception cref="BadInputException">It is gone.</exception>
    public RunFolder Folder(Round round) => shelf.Find(round.Source) is { } entry
        ? RunFolder.Open(Path.GetFullPath(entry.Location))
        : throw new BadInputException(round.Source, "is no longer there", $"Put the run back into {options.Runs}");
}
