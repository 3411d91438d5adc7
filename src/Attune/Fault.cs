namespace Attune;

/// <summary>One thing wrong with what the user gave, and how to mend it.</summary>
/// <param name="Place">Where: <c>file:line</c>, an option or a path.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Mend">What to change.</param>
public sealed record Fault(string Place, string Problem, string Mend)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: {Problem}. {Mend}";
}
