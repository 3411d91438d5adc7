namespace Attune.Training;

/// <summary>A file that is written aside and comes to its place whole, or not at all. Dispose without commit removes what was written.</summary>
internal sealed class AsideFile : IDisposable
{
    /// <exception cref="BadInputException">The file exists, or its folder cannot be made.</exception>
    public AsideFile(string target)
    {
        if (Path.Exists(target)) throw new BadInputException(target, "already exists", "Choose another --out, or remove it first");
        Target = target;
        var full = Path.GetFullPath(target);
        Location = $"{full}.{Path.GetRandomFileName()}.partial";
        Disk.Guard(target, () => Directory.CreateDirectory(Path.GetDirectoryName(full)!));
    }

    /// <summary>Where it will stand, as it was named.</summary>
    public string Target { get; }

    /// <summary>Where it stands now.</summary>
    public string Location { get; }

    /// <summary>Begins the file, or begins it anew.</summary>
    public Stream Create() => Disk.Guard(Target, () => new FileStream(Location, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16));

    public void Commit() => Disk.Guard(Target, () => File.Move(Location, Path.GetFullPath(Target)));

    public void Dispose() => File.Delete(Location);
}
