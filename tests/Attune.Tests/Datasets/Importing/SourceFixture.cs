using System.Text.Json.Nodes;
using Attune.Datasets;
using Attune.Datasets.Importing;

namespace Attune.Tests.Datasets.Importing;

/// <summary>A copy of a fixture folder that a test may spoil, and what its import gives.</summary>
public sealed class SourceFixture : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("attune-import-").FullName;

    public SourceFixture(string name)
    {
        var fixture = Path.Combine(AppContext.BaseDirectory, "Fixtures", name);
        foreach (var path in Directory.EnumerateFiles(fixture, "*", SearchOption.AllDirectories))
            Write(Path.GetRelativePath(fixture, path), File.ReadAllText(path));
    }

    /// <summary>What the last import found odd.</summary>
    public IReadOnlyList<Anomaly> Anomalies { get; private set; } = [];

    public string Source => Path.Combine(_root, "source");

    public string Out => Path.Combine(_root, "out");

    public string PathOf(string name) => Path.Combine(Source, name);

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    public void Edit(string name, Action<JsonNode> edit)
    {
        var json = JsonNode.Parse(File.ReadAllText(PathOf(name)))!;
        edit(json);
        Write(name, json.ToJsonString());
    }

    public (Dataset Dataset, IReadOnlyList<Anomaly> Anomalies) ImportPrefEval() => Opened(PrefEvalImporter.Import(Source, Out));

    public (Dataset Dataset, IReadOnlyList<Anomaly> Anomalies) ImportRealPref() => Opened(RealPrefImporter.Import(Source, Out));

    /// <summary>The last import reported this problem for the record of the file with this ending.</summary>
    public void ShouldReport(string file, string record, string problem) => Anomalies.ShouldContain(
        a => a.File.EndsWith(file, StringComparison.Ordinal) && a.Record == record && a.Problem.Contains(problem, StringComparison.Ordinal));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private (Dataset, IReadOnlyList<Anomaly>) Opened(ImportResult result)
    {
        Dataset.Validate(Out).ShouldBeEmpty();
        Anomalies = result.Anomalies;
        return (Dataset.Open(Out), Anomalies);
    }
}
