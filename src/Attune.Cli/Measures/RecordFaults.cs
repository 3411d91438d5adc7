namespace Attune.Cli.Measures;

/// <summary>Reads the values of records, and collects what is wrong with them by line.</summary>
internal sealed class RecordFaults
{
    private readonly List<Fault> _faults = [];

    /// <summary>A verdict; null where there is none, or where it is no verdict and a fault was taken down.</summary>
    public bool? Passed(CsvLine record, string cell)
    {
        switch (cell.ToLowerInvariant())
        {
            case "true" or "1" or "yes": return true;
            case "false" or "0" or "no": return false;
            case "": return null;
            default:
                Add(record, $"holds '{Short(cell)}' at passed", "Write true or false, and nothing where there is no verdict");
                return null;
        }
    }

    /// <summary>A finite number from 0; else 0, and a fault was taken down.</summary>
    public double Length(CsvLine record, string cell)
    {
        if (CsvFile.Number(cell) is { } number and >= 0) return number;
        Add(record, cell.Length == 0 ? "has no length" : $"holds the length '{Short(cell)}'", "Write a number, at least 0");
        return 0;
    }

    /// <summary>A name that is not empty; else a fault was taken down.</summary>
    public string Name(CsvLine record, string cell, string field)
    {
        if (cell.Length == 0) Add(record, $"has no {field}", $"Name the {field} in every record");
        return cell;
    }

    /// <summary>The records, if nothing was wrong with any of them; reading stops at the twentieth fault.</summary>
    /// <exception cref="BadInputException">Something was.</exception>
    public List<T> All<T>(IEnumerable<CsvLine> lines, Func<CsvLine, T> read)
    {
        var records = new List<T>();
        foreach (var line in lines)
        {
            records.Add(read(line));
            if (_faults.Count >= CsvFile.MostFaults) break;
        }

        return _faults.Count == 0 ? records : throw new BadInputException(_faults);
    }

    private void Add(CsvLine record, string problem, string mend) => _faults.Add(new(record.Place, problem, mend));

    private static string Short(string cell) => cell.Length > 40 ? cell[..40] + "…" : cell;
}
