namespace Attune.Datasets;

/// <summary>Who may read a folder that is written in the place of another.</summary>
internal static class FolderRights
{
    /// <summary>Makes a folder with the rights of another; with the usual ones where that is not there.</summary>
    public static void CreateLike(string other, string folder)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(other)) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, File.GetUnixFileMode(other));
    }
}
