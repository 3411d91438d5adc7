namespace Attune.Web.Annotation;

/// <summary>An item as its round's owner sees it.</summary>
internal sealed record ItemRow
{
    public required string Id { get; init; }

    /// <summary>From 0.</summary>
    public required long Place { get; init; }

    /// <summary>JSON; what is shown.</summary>
    public required string Body { get; init; }

    public required long SwappedFirst { get; init; }
}
