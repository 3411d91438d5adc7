namespace Attune.Datasets;

/// <summary>The faults of one file of a dataset.</summary>
internal sealed class FileFaults(string file)
{
    private readonly List<(int Line, Fault Fault)> _faults = [];

    public string File { get; } = file;

    public void Missing(string folder) => Add(0, new Fault(File, "is missing", $"Add the file to {folder}; it may be empty"));

    public void Add(int line, Fault fault) => _faults.Add((line, fault));

    /// <summary>Adds what is wrong with the record of a line; true where nothing is.</summary>
    public bool Add(int line, IEnumerable<(string Problem, string Mend)> faults)
    {
        var before = _faults.Count;
        foreach (var (problem, mend) in faults) Add(line, new Fault($"{File}:{line}", problem, mend));
        return _faults.Count == before;
    }

    /// <summary>By line; those of one line as they were found.</summary>
    public IEnumerable<Fault> InOrder() => _faults.OrderBy(f => f.Line).Select(f => f.Fault);
}
