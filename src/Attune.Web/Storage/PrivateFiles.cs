namespace Attune.Web.Storage;

/// <summary>Files and folders that only their owner can read.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the folder where it is missing; one that is there keeps its rights.</summary>
    public static DirectoryInfo CreateFolder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);

    /// <summary>Makes the file and its folder where they are missing.</summary>
    public static void Create(string path) => Open(path, FileMode.OpenOrCreate).Dispose();

    public static FileStream Open(string path, FileMode mode)
    {
        CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Owner;
        return new(path, options);
    }
}
