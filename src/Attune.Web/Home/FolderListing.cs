namespace Attune.Web.Home;

/// <summary>The datasets or runs that lie in a folder: its folders that hold a certain file.</summary>
/// <param name="Count">All of them.</param>
/// <param name="Latest">The names of those that changed last, the latest first.</param>
internal sealed record FolderListing(int Count, IReadOnlyList<string> Latest)
{
    private const int Shown = 5;

    /// <summary>None where there is no such folder.</summary>
    public static FolderListing Of(string folder, string marker)
    {
        if (!Directory.Exists(folder)) return new(0, []);
        var found = new DirectoryInfo(folder).EnumerateDirectories()
            .Select(d => (d.Name, File: new FileInfo(Path.Combine(d.FullName, marker))))
            .Where(d => d.File.Exists)
            .OrderByDescending(d => d.File.LastWriteTimeUtc)
            .Select(d => d.Name)
            .ToList();
        return new(found.Count, [.. found.Take(Shown)]);
    }
}
