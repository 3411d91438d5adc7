using Attune.Web.Storage;

namespace Attune.Web.Hosting;

/// <summary>The console's own folder: the one of its database file, or where that would be by default. Readable by its owner alone.</summary>
internal static class StateFolder
{
    /// <summary>A folder in it, made where it is missing.</summary>
    public static DirectoryInfo Of(ConsoleOptions options, string name)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(Database.IsFile(options.Db) ? options.Db : new ConsoleOptions().Db))!;
        PrivateFiles.CreateFolder(folder);
        return PrivateFiles.CreateFolder(Path.Combine(folder, name));
    }
}
