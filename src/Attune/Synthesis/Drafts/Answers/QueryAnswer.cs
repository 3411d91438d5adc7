namespace Attune.Synthesis.Drafts.Answers;

/// <summary>A query, as asked for by <c>generate-query</c>.</summary>
internal sealed record QueryAnswer(string Question, string Explanation, IReadOnlyList<OptionAnswer> Options, string TrueQuestion, string FalseQuestion);
