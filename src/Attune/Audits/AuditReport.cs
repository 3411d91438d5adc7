using System.Text.Json;
using System.Text.Json.Serialization;
using Attune.Datasets;

namespace Attune.Audits;

/// <summary>What an audit found: whether the dataset is fit to measure with, gate by gate.</summary>
public sealed record AuditReport
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The dataset's hash, as in runs.</summary>
    public required string DatasetHash { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The version of Attune.</summary>
    public required string Version { get; init; }

    /// <summary>The model that looked too; null where none did.</summary>
    public string? Model { get; init; }

    /// <summary>Users that were looked at.</summary>
    public required int Users { get; init; }

    /// <summary>Users of the dataset.</summary>
    public required int OfUsers { get; init; }

    /// <summary>True where no gate failed.</summary>
    public required bool Passed { get; init; }

    /// <summary>Each gate, in the order of <c>docs/audit.md</c>.</summary>
    public required IReadOnlyList<GateResult> Gates { get; init; }

    /// <summary>US dollars that the model took; null where its price is not known.</summary>
    public double? CostUsd { get; init; }

    /// <summary>Seconds that it took.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Seconds { get; init; }

    /// <summary>
    /// Writes the verdicts and numbers, without the findings, into the dataset's card, in the place of an older audit. No other byte of the
    /// card changes, and the dataset's hash stays what it was.
    /// </summary>
    /// <param name="dataset">The dataset that was audited.</param>
    /// <returns>Null, or why nothing was written: the dataset ships with Attune, only some of its users were looked at, or its folder cannot be written.</returns>
    public string? Keep(Dataset dataset)
    {
        if (dataset.Files == DatasetFiles.Starter) return "the starter ships with Attune and has no card of its own to write to";
        if (Users < OfUsers) return $"only {Users} of {OfUsers} users were looked at";
        var path = Path.Combine(dataset.Location, DatasetFiles.Card);
        var aside = path + ".partial";
        try
        {
            var bare = this with { Seconds = 0, Gates = [.. Gates.Select(g => g with { Checks = [.. g.Checks.Select(c => c with { Findings = null })] })] };
            File.WriteAllBytes(aside, CardAudit.With(File.ReadAllBytes(path), JsonSerializer.Serialize(bare, AttuneJson.Indented.AuditReport)));
            File.Move(aside, path, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be written: {e.Message.TrimEnd('.')}";
        }
    }
}
