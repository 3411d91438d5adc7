namespace Attune.Datasets.Importing;

/// <summary>PrefEval's release on disk: which of its files are read, and everything else that lies among them.</summary>
internal sealed class PrefEvalFolder
{
    private const string ReleaseName = "benchmark_dataset";
    private const string InterTurnsName = "filtered_inter_turns.json";

    private readonly string _source;
    private readonly string _release;
    private readonly List<Anomaly> _anomalies;
    private readonly HashSet<string> _paths = [];

    private PrefEvalFolder(string source, string release, List<Anomaly> anomalies)
    {
        (_source, _release, _anomalies) = (source, release, anomalies);
        foreach (var view in PrefEvalView.All) Survey(view);
        Topics = [.. _paths.Select(p => Path.GetFileNameWithoutExtension(p)!).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The topics that at least one view has, sorted.</summary>
    public IReadOnlyList<string> Topics { get; }

    /// <summary>Finds the release in a folder that is it or holds it.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public static PrefEvalFolder Find(string source, List<Anomaly> anomalies)
    {
        if (!Directory.Exists(source))
            throw new BadInputException(source, "no such folder", $"Give PrefEval's folder {ReleaseName}, or the one that holds it");

        var inner = Path.Combine(source, ReleaseName);
        var folder = new PrefEvalFolder(source, Directory.Exists(inner) ? inner : source, anomalies);
        if (folder.Topics.Count == 0)
            throw new BadInputException(
                source, "holds no topic of PrefEval", $"Give PrefEval's folder {ReleaseName}, which holds explicit_preference/*.json, or the folder around it");
        folder.ReportStrays();
        return folder;
    }

    /// <summary>The topic's file in a view; null, and reported, where it is missing.</summary>
    public SourceFile? Open(PrefEvalView view, string topic)
    {
        var path = PathOf(view, topic);
        if (_paths.Contains(path)) return new(path, NameOf(path), _anomalies);
        if (Directory.Exists(PathOf(view))) Report(path, "is missing", "the topic was read from its other views");
        return null;
    }

    /// <summary>How anomalies name the topic's file in its first view, which is there or not.</summary>
    public string PlaceOf(string topic) => NameOf(PathOf(PrefEvalView.Explicit, topic));

    /// <summary>The conversations that fill a history; null, and reported, where there are none.</summary>
    public SourceFile? OpenInterTurns()
    {
        var within = Path.Combine(_release, InterTurnsName);
        var beside = Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(_release))) ?? _release, InterTurnsName);
        if (File.Exists(within) && File.Exists(beside)) Report(beside, $"is there a second time, beside {ReleaseName}", "not read");

        var path = File.Exists(within) ? within : beside;
        if (File.Exists(path)) return new(path, NameOf(path), _anomalies);
        Report(within, "is missing", "the dataset has no random sessions");
        return null;
    }

    private void Survey(PrefEvalView view)
    {
        if (!Directory.Exists(PathOf(view)))
        {
            Report(PathOf(view), "is missing", "the topics were read from the other views");
            return;
        }

        foreach (var path in Sorted(Directory.EnumerateFiles(PathOf(view), "*.json")))
        {
            var topic = Path.GetFileNameWithoutExtension(path);
            if (!PrefEvalTopics.IsName(topic)) continue;
            if (!PrefEvalTopics.IsKnown(topic)) Report(path, "is no topic of PrefEval's twenty", "read as a topic of its own");
            _paths.Add(path);
        }
    }

    /// <summary>Reports each file that is not read, and each folder that is not entered.</summary>
    private void ReportStrays()
    {
        var known = PrefEvalView.All.SelectMany(Levels).Distinct().ToHashSet();
        foreach (var folder in known.Where(Directory.Exists).Order(StringComparer.Ordinal))
        {
            foreach (var path in Sorted(Directory.EnumerateFiles(folder)))
                if (!_paths.Contains(path) && path != Path.Combine(_release, InterTurnsName))
                    Report(path, "is no file of PrefEval's", "not read");
            foreach (var path in Sorted(Directory.EnumerateDirectories(folder)))
                if (!known.Contains(path)) Report(path, "is no folder of PrefEval's", "not read");
        }
    }

    /// <summary>The release, and the folders from it down to a view.</summary>
    private IEnumerable<string> Levels(PrefEvalView view)
    {
        var path = _release;
        yield return path;
        foreach (var part in view.Folder.Split('/')) yield return path = Path.Combine(path, part);
    }

    private string PathOf(PrefEvalView view) => Levels(view).Last();

    private string PathOf(PrefEvalView view, string topic) => Path.Combine(PathOf(view), topic + ".json");

    private string NameOf(string path) => Path.GetRelativePath(_source, path).Replace('\\', '/');

    private void Report(string path, string problem, string action) => _anomalies.Add(new(NameOf(path), "", problem, action));

    private static IEnumerable<string> Sorted(IEnumerable<string> paths) => paths.Order(StringComparer.Ordinal);
}
