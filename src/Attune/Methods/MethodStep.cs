namespace Attune.Methods;

/// <summary>What a method's model wrote on the way to its answer: one call of its own, or a part that is kept apart from the answer.</summary>
/// <param name="Name">Which step: <c>extract</c>, <c>choose</c>, <c>plan</c> (workflow), <c>think</c> (cot), <c>draft</c>, <c>criticise</c> (self-critic).</param>
/// <param name="Text">The text as the model wrote it, without its hidden reasoning.</param>
public sealed record MethodStep(string Name, string Text)
{
    /// <summary>The entries, where the step was to give a list and it could be read; else null.</summary>
    public IReadOnlyList<string>? Items { get; init; }

    /// <summary>What later steps are given: the entries, or the text where they could not be read.</summary>
    internal IReadOnlyList<string> Result => Items ?? (string.IsNullOrWhiteSpace(Text) ? [] : [Text]);
}
