namespace Attune;

/// <summary>Turns what a disk refuses into bad input that names the path: the user can mend it, we cannot.</summary>
internal static class Disk
{
    public static void Guard(string path, Action write) => Guard(path, () =>
    {
        write();
        return true;
    });

    public static T Guard<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (DirectoryNotFoundException)
        {
            throw new BadInputException(path, "cannot be written: there is no such folder", "Make the folder, or choose another --out");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, $"cannot be written: {e.Message.TrimEnd('.')}", "Free space there, make it writable, or choose another --out");
        }
    }
}
