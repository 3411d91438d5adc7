namespace Attune.Web.Annotation;

/// <summary>Something in which annotators differ.</summary>
/// <param name="Title">Heads its column.</param>
/// <param name="Of">What it comes to, of one annotator's answers, at least one.</param>
internal sealed record Habit(string Title, Func<IReadOnlyList<AnswerRow>, string> Of);
