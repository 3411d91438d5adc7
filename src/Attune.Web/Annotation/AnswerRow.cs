namespace Attune.Web.Annotation;

/// <summary>An answer that is in.</summary>
internal sealed record AnswerRow
{
    public required string ItemId { get; init; }

    public required long Place { get; init; }

    public string? ModelSays { get; init; }

    public required string Pseudonym { get; init; }

    /// <summary>As they saw it: left, right or tie.</summary>
    public required string Answer { get; init; }

    public required long Swapped { get; init; }

    public required string Comment { get; init; }

    public long? ActiveMs { get; init; }

    public required DateTimeOffset DealtAt { get; init; }

    public required DateTimeOffset AnsweredAt { get; init; }

    public DateTimeOffset? OpinionAt { get; init; }

    /// <summary>Whom they prefer, whoever sat where: <c>a</c>, <c>b</c> or <c>tie</c>.</summary>
    public string Preferred => Side.ToContestant(Answer, Swapped != 0);
}
