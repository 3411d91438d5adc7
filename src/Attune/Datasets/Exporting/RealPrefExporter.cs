using System.Text.RegularExpressions;

namespace Attune.Datasets.Exporting;

/// <summary>
/// Writes a dataset in the JSON shapes of RealPref's appendices A and B, a file a kind of record. What was imported from RealPref comes
/// back from it as it was; of any other dataset, <see cref="ExportResult.LeftOut"/> says what the shapes have no place for.
/// </summary>
public static partial class RealPrefExporter
{
    /// <summary>Writes the files. Holds one user's sessions at a time.</summary>
    /// <param name="dataset">What to write.</param>
    /// <param name="folder">New or empty.</param>
    /// <param name="cancellationToken">Looked at between users; nothing is left behind.</param>
    /// <exception cref="BadInputException">A user's id would be read as something else, or the folder exists or cannot be written.</exception>
    public static ExportResult Export(Dataset dataset, string folder, CancellationToken cancellationToken = default)
    {
        if (dataset.Profiles.FirstOrDefault(p => Reserved().IsMatch(p.Id)) is { } reserved)
            throw new BadInputException($"user '{reserved.Id}'", "has an id that RealPref's files use for something else", "Give the user another id");

        using var aside = new AsideFolder(folder);
        using var files = new RealPrefFolder(dataset, aside);
        Disk.Guard(folder, () =>
        {
            files.WriteAll(cancellationToken);
            files.Dispose();
        });
        aside.Commit();
        return new(folder, files.Counts, files.LeftOut, dataset.Card.License);
    }

    [GeneratedRegex(@"\A(Original Preference|Generalized Preference|Query|MCQ_options|Demographics|Original Persona|Extended Persona|Preference|Event|\[?Session[ _]?\d+\]?)\z|random", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();
}
