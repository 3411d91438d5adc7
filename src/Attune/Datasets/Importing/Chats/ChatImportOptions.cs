using Attune.Redacting;

namespace Attune.Datasets.Importing.Chats;

/// <summary>How conversations are imported.</summary>
public sealed record ChatImportOptions
{
    /// <summary>Whose all conversations are; null takes the source's word for it.</summary>
    public string? UserId { get; init; }

    /// <summary>Removes what is sensitive from every text before it is stored; null stores texts as they are.</summary>
    public Redactor? Redactor { get; init; }
}
