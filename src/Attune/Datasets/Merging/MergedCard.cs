using System.Text.Json;

namespace Attune.Datasets.Merging;

/// <summary>The card of a merged dataset: what the cards of its parts say, each kept whole under <c>merged_from</c>.</summary>
internal static class MergedCard
{
    public static DatasetCard Of(string name, IReadOnlyList<(DatasetCard Card, string Hash)> parts) => new()
    {
        Format = DatasetCard.CurrentFormat,
        Name = name,
        License = Join(parts, c => c.License),
        Source = Join(parts, c => c.Source),
        Made = $"Merged from {string.Join(", ", parts.Select(p => $"{p.Card.Name} ({p.Hash[..12]})"))}. Records whose ids an earlier dataset has are "
            + "prefixed by the name of their own; random sessions of equal text stand once. Texts are unchanged.",
        Extra = new()
        {
            ["merged_from"] = JsonElement.Parse($"[{string.Join(',', parts.Select(p => JsonSerializer.Serialize(p.Card, AttuneJson.Lines.DatasetCard)))}]"),
        },
    };

    /// <summary>What all say alike, or what each says under its name; null where none says anything.</summary>
    private static string? Join(IReadOnlyList<(DatasetCard Card, string Hash)> parts, Func<DatasetCard, string?> field)
    {
        var values = parts.Select(p => field(p.Card)).Distinct(StringComparer.Ordinal).ToList();
        return values.Count == 1 ? values[0] : string.Join("; ", parts.Select(p => $"{p.Card.Name}: {field(p.Card) ?? "not known"}"));
    }
}
