namespace Attune.Web.Chats;

/// <summary>A person's part in a collection, with the collection.</summary>
/// <param name="Collection">What it is.</param>
/// <param name="Participation">Their part in it.</param>
public sealed record OwnPart(Collection Collection, Participation Participation)
{
    /// <summary>Where its pages are.</summary>
    public string Path => "/chats/" + Participation.Id;

    /// <summary>Whether they may chat now.</summary>
    public bool MayChat => Collection.ClosedAt is null && Participation.Agrees(Collection);
}
