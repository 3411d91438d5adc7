namespace Attune.Web.Annotation;

/// <summary>An answer that is in; or an owner's decision, in the same words.</summary>
internal sealed record AnswerRow
{
    /// <summary>How the owner goes where they settle an item.</summary>
    public const string Adjudicator = "adjudicator";

    public required string ItemId { get; init; }

    public required long Place { get; init; }

    public string? ModelSays { get; init; }

    public required string Pseudonym { get; init; }

    /// <summary>As they saw it, in the words of the round's kind.</summary>
    public required string Answer { get; init; }

    public required long Swapped { get; init; }

    public required string Comment { get; init; }

    public long? ActiveMs { get; init; }

    public required DateTimeOffset DealtAt { get; init; }

    public required DateTimeOffset AnsweredAt { get; init; }

    public DateTimeOffset? OpinionAt { get; init; }

    public bool IsSwapped => Swapped != 0;

    /// <summary>What they say, whatever sat where.</summary>
    public string LabelBy(IRoundKind kind) => kind.LabelOf(Answer, IsSwapped);
}
