namespace Attune.Datasets;

/// <summary>
/// Files that will stand in a folder, written to one beside it; only <see cref="Commit"/> moves them to their place, so a crash or a full
/// disk leaves nothing half-written. Where the folder is there already, empty, its rights are kept. Dispose without commit removes what was
/// written. Not thread-safe.
/// </summary>
internal sealed class AsideFolder : IDisposable
{
    private readonly string _target;

    /// <exception cref="BadInputException">The folder exists and is not empty, or cannot be written.</exception>
    public AsideFolder(string folder)
    {
        _target = Path.GetFullPath(folder);
        Location = $"{_target.TrimEnd(Path.DirectorySeparatorChar)}.{Path.GetRandomFileName()}.partial";
        if (File.Exists(_target) || (Directory.Exists(_target) && Directory.EnumerateFileSystemEntries(_target).Any()))
            throw new BadInputException(folder, "already exists", "Choose another --out, or remove it first");
        Disk.Guard(folder, () => FolderRights.CreateLike(_target, Location));
    }

    /// <summary>Where the files are until they are moved.</summary>
    public string Location { get; }

    /// <summary>A new file in it; the caller disposes it before the commit.</summary>
    public FileStream Create(string name) =>
        Disk.Guard(_target, () => new FileStream(Path.Combine(Location, name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16));

    /// <summary>Moves the folder to its place.</summary>
    public void Commit() => Disk.Guard(_target, () =>
    {
        if (Directory.Exists(_target)) Directory.Delete(_target);
        Directory.Move(Location, _target);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Location)) Directory.Delete(Location, recursive: true);
    }
}
