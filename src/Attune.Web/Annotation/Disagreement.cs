namespace Attune.Web.Annotation;

/// <summary>An item on which people differ.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Place">From 1.</param>
/// <param name="Title">What it asks.</param>
/// <param name="Words">What each of them says.</param>
/// <param name="Settled">What most say; null where nothing leads.</param>
/// <param name="Decision">What the owner settled; null where they did not.</param>
public sealed record Disagreement(
    string ItemId, long Place, string Title, IReadOnlyList<Disagreement.Word> Words, string? Settled, Disagreement.Word? Decision)
{
    /// <summary>What somebody says.</summary>
    /// <param name="Pseudonym">Who.</param>
    /// <param name="Says">In words.</param>
    /// <param name="Comment">Theirs, or empty.</param>
    public sealed record Word(string Pseudonym, string Says, string Comment);

    internal static Disagreement Of(IRoundKind kind, JudgedItem item, string body)
    {
        return new(
            item.Id, item.Place + 1, kind.TitleOf(body), [.. item.Answers.Select(Said)], item.Label is { } label ? kind.Named(body, label) : null,
            item.Decision is { } decision ? Said(decision) : null);

        Word Said(AnswerRow answer) => new(answer.Pseudonym, kind.Named(body, answer.LabelBy(kind)), answer.Comment);
    }
}
