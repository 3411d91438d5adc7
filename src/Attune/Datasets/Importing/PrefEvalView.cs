using System.Text.Json;

namespace Attune.Datasets.Importing;

/// <summary>One of the four views that PrefEval gives of its items: a folder with one file per topic.</summary>
/// <param name="Name">How anomalies and kept source fields name it: the last part of its folder.</param>
/// <param name="Folder">Its folder within the release.</param>
/// <param name="Required">The fields that each of its records has.</param>
/// <param name="Optional">The fields that a record may have.</param>
internal sealed record PrefEvalView(
    string Name, string Folder, IReadOnlyDictionary<string, JsonValueKind> Required, IReadOnlyDictionary<string, JsonValueKind> Optional)
{
    private static readonly IReadOnlyDictionary<string, JsonValueKind> None = new Dictionary<string, JsonValueKind>();

    public static PrefEvalView Explicit { get; } = new("explicit_preference", "explicit_preference", Fields(), None);

    public static PrefEvalView MultipleChoice { get; } = new(
        "mcq_options",
        "mcq_options",
        Fields(("classification_task_options", JsonValueKind.Array)),
        new Dictionary<string, JsonValueKind> { ["violation_probability"] = JsonValueKind.Number });

    public static PrefEvalView Choice { get; } = new(
        "choice-based",
        "implicit_preference/choice-based",
        Fields(
            ("implicit_query", JsonValueKind.String),
            ("options", JsonValueKind.Array),
            ("conversation", JsonValueKind.Object),
            ("aligned_op", JsonValueKind.String)),
        None);

    public static PrefEvalView Persona { get; } = new(
        "persona-driven",
        "implicit_preference/persona-driven",
        Fields(("persona", JsonValueKind.String), ("conversation", JsonValueKind.Object)),
        new Dictionary<string, JsonValueKind> { ["fix"] = JsonValueKind.String });

    /// <summary>The four; where they differ, the wording of an earlier one counts.</summary>
    public static IReadOnlyList<PrefEvalView> All { get; } = [Explicit, MultipleChoice, Choice, Persona];

    /// <summary>Reports what a record lacks, what is of another kind than it should be and what nobody knows.</summary>
    public void Check(SourceRecord record)
    {
        foreach (var field in Required.Keys.Where(f => !record.Json.TryGetProperty(f, out _)))
            record.Report($"lacks '{field}'", "read without it");

        foreach (var field in record.Json.EnumerateObject())
        {
            if (!Required.TryGetValue(field.Name, out var kind) && !Optional.TryGetValue(field.Name, out kind))
                record.Report($"has the unknown field '{field.Name}'", $"kept under '{Name}'");
            else if (field.Value.ValueKind != kind)
                record.Report(
                    $"{field.Name} is {SourceRecord.Describe(field.Value.ValueKind)}, not {SourceRecord.Describe(kind)}",
                    $"read as missing, kept under '{Name}'");
        }
    }

    private static Dictionary<string, JsonValueKind> Fields(params (string Name, JsonValueKind Kind)[] own)
    {
        var fields = new Dictionary<string, JsonValueKind>
        {
            ["preference"] = JsonValueKind.String,
            ["question"] = JsonValueKind.String,
            ["explanation"] = JsonValueKind.String,
        };
        foreach (var (name, kind) in own) fields[name] = kind;
        return fields;
    }
}
