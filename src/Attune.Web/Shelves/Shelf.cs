namespace Attune.Web.Shelves;

/// <summary>
/// The folders of a folder that hold a certain file: runs, or datasets. A name from a request is looked up among them and never made into
/// a path; what is a link to elsewhere, or holds one, is not among them. Thread-safe.
/// </summary>
/// <param name="folder">Where they lie; it may be missing.</param>
/// <param name="marker">The file that makes a folder one of them.</param>
internal abstract class Shelf(string folder, string marker)
{
    /// <summary>The folder as it was given.</summary>
    public string Folder { get; } = folder;

    /// <summary>All of them, those that changed last first.</summary>
    public IReadOnlyList<ShelfEntry> List() => [.. Entries().OrderByDescending(e => e.Changed).ThenBy(e => e.Name, StringComparer.Ordinal)];

    /// <summary>The one of this name; null where there is none.</summary>
    public ShelfEntry? Find(string name) => Entries().FirstOrDefault(e => e.Name == name);

    private IEnumerable<ShelfEntry> Entries()
    {
        if (!Directory.Exists(Folder)) return [];
        var root = Real(new DirectoryInfo(Path.GetFullPath(Folder)));
        return new DirectoryInfo(Folder).EnumerateDirectories()
            .Select(d => (Directory: d, Marker: new FileInfo(Path.Combine(d.FullName, marker))))
            .Where(d => d.Marker.Exists && StaysIn(root, d.Directory))
            .Select(d => new ShelfEntry(d.Directory.Name, Path.Combine(Folder, d.Directory.Name), d.Marker.LastWriteTimeUtc));
    }

    /// <summary>Whether neither the folder nor a file in it is a link to elsewhere.</summary>
    private static bool StaysIn(string root, DirectoryInfo directory)
    {
        try
        {
            return directory.EnumerateFileSystemInfos().Prepend(directory).Where(f => f.LinkTarget is not null).All(f => Lies(root, Real(f)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Real(FileSystemInfo file) => Path.TrimEndingDirectorySeparator((file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) ?? file).FullName);

    private static bool Lies(string root, string path) => path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
