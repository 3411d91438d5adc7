namespace Attune.Web.Annotation;

/// <summary>What an annotator has done in a round.</summary>
public sealed record OwnProgress
{
    /// <summary>Answers that are in.</summary>
    public required long Answered { get; init; }

    /// <summary>Tasks that they left to others.</summary>
    public required long Skipped { get; init; }

    /// <summary>Items that still lack answers and that they have neither answered nor skipped.</summary>
    public required long Open { get; init; }

    /// <summary>As many as they can come to.</summary>
    public long Most => Answered + Open;
}
