using System.Text.Json;
using Attune.Audits;
using Attune.Datasets;
using Attune.Web.Shelves;

namespace Attune.Web.Datasets;

/// <summary>A dataset as lists show it: what its card says.</summary>
public sealed record DatasetSummary
{
    /// <summary>Its folder, or the starter.</summary>
    public required ShelfEntry Entry { get; init; }

    /// <summary>Its card; null where that cannot be read.</summary>
    public DatasetCard? Card { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public string? Fault { get; init; }

    /// <summary>What an audit wrote into the card; null where none did, or it is of another shape.</summary>
    public AuditReport? Audit
    {
        get
        {
            try
            {
                return Card?.Extra?.TryGetValue(CardAudit.Field, out var audit) == true ? audit.Deserialize(AttuneJson.Lines.AuditReport) : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>Where its pages are.</summary>
    public string Path => PathOf(Entry.Name);

    internal static string PathOf(string name) => "/datasets/" + Uri.EscapeDataString(name);
}
