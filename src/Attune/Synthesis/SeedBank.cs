using Attune.Datasets;

namespace Attune.Synthesis;

/// <summary>The hand-written bank that preferences can be made of without a model.</summary>
internal static class SeedBank
{
    private const string Folder = "Bank/";

    /// <summary>All seeds, by field and subtopic in the order of the files. Read once.</summary>
    public static IReadOnlyList<PreferenceSeed> All => field ??= Read();

    private static List<PreferenceSeed> Read()
    {
        var assembly = typeof(SeedBank).Assembly;
        var seeds = new List<PreferenceSeed>();
        foreach (var file in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(file)!;
            foreach (var line in JsonLines.Read(stream, file, AttuneJson.Lines.PreferenceSeed))
                seeds.Add(line.Value ?? throw new InvalidOperationException($"{line.Place} {line.Fault}"));
        }

        return seeds;
    }
}
