using Attune.Web.Hosting;

namespace Attune.Web.Shelves;

/// <summary>The runs of the console.</summary>
internal sealed class RunShelf(ConsoleOptions options) : Shelf(options.Runs, "run.json");
