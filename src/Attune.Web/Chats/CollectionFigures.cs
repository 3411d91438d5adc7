namespace Attune.Web.Chats;

/// <summary>What an owner sees of a collection: numbers.</summary>
public sealed record CollectionFigures
{
    /// <summary>Links made and people added.</summary>
    public long Invited { get; init; }

    /// <summary>People whose consent stands, to this version of the terms or an earlier one.</summary>
    public long Consenting { get; init; }

    /// <summary>People who took it back.</summary>
    public long Withdrawn { get; init; }

    /// <summary>Chats that are there.</summary>
    public long Chats { get; init; }

    /// <summary>Messages in them.</summary>
    public long Messages { get; init; }

    /// <summary>Messages without an answer, because the model failed.</summary>
    public long Failed { get; init; }

    /// <summary>Taken by all, deleted messages included.</summary>
    public long Tokens { get; init; }
}
