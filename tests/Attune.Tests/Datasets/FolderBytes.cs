namespace Attune.Tests.Datasets;

/// <summary>What two folders are compared by.</summary>
internal static class FolderBytes
{
    /// <summary>Every file's text by its path in the folder.</summary>
    public static Dictionary<string, string> Of(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllText);

    /// <summary>The names in a folder; a write that failed must leave none behind.</summary>
    public static IEnumerable<string?> Names(string folder) => Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order();
}
