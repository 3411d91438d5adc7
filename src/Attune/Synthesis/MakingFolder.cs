namespace Attune.Synthesis;

/// <summary>The folder <c>making</c> within a dataset: plan and artefacts, from which it can be made on, and parts of it again.</summary>
internal sealed class MakingFolder(string dataset)
{
    private const string Name = "making";

    public string Dataset { get; } = dataset;

    public string Location { get; } = Path.Combine(dataset, Name);

    public string Plan => Path.Combine(Location, "plan.json");

    public string Artefacts => Path.Combine(Location, "artefacts.jsonl");

    /// <summary>Where the dataset's files are written before they are moved to their places.</summary>
    public string Written => Path.Combine(Location, "written");

    public string SetAside => Path.Combine(Dataset, "set-aside.jsonl");

    /// <summary>Keeps every other process from making in it until disposed. The system frees it when the process dies.</summary>
    /// <exception cref="BadInputException">Another process does, or the folder cannot be written.</exception>
    public IDisposable Hold()
    {
        if (!Directory.Exists(Location) && Directory.Exists(Dataset) && Directory.EnumerateFileSystemEntries(Dataset).Any())
            throw new BadInputException(Dataset, "exists and was not made by 'attune generate' or 'attune mine'", "Choose another --out");
        Disk.Guard(Location, () => Directory.CreateDirectory(Location));
        var path = Path.Combine(Location, "lock");
        try
        {
            return Disk.Guard(path, () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (BadInputException) when (File.Exists(path))
        {
            throw new BadInputException(Dataset, "is being made by another process", "Wait until it ends, or choose another --out");
        }
    }
}
