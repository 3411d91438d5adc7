using System.Text.Json;

namespace Attune.Datasets.Importing;

/// <summary>The records that a RealPref folder has of one user, as they were found.</summary>
internal sealed class RealPrefUser(string id)
{
    public string Id => id;

    public SourceRecord? Profile { get; set; }

    public List<SourceRecord> LifeEvents { get; } = [];

    public List<SourceRecord> Originals { get; } = [];

    /// <summary>Generalized preferences, each with the texts of the original ones that it names.</summary>
    public List<(SourceRecord Record, IReadOnlyList<string> Originals)> Generalized { get; } = [];

    public List<SourceRecord> Queries { get; } = [];

    /// <summary>Dialogues that reveal the preference with this text.</summary>
    public List<(SourceRecord Record, string Preference, string Expression, JsonElement Dialogue)> Expressed { get; } = [];

    public List<(SourceRecord Record, JsonElement Dialogue)> LifeDialogues { get; } = [];
}
