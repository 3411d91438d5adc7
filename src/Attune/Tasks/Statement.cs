namespace Attune.Tasks;

/// <summary>One thing that an answer says about its choice.</summary>
/// <param name="Kind">How plainly it says it.</param>
/// <param name="Index">Where in the text.</param>
/// <param name="Value">What it chooses.</param>
internal readonly record struct Statement(StatementKind Kind, int Index, string Value)
{
    /// <summary>
    /// What the statements come to: the plainest kind decides. Null where statements of that kind disagree, where a later one takes
    /// it back, or where there is none.
    /// </summary>
    public static string? Decide(IReadOnlyCollection<Statement> statements)
    {
        if (statements.Count == 0) return null;
        var plainest = statements.Max(s => s.Kind);
        var deciding = statements.Where(s => s.Kind == plainest).ToList();
        var (value, last) = (deciding[0].Value, deciding.Max(s => s.Index));
        return deciding.TrueForAll(s => s.Value == value) && !statements.Any(s => s.Index > last && s.Value != value) ? value : null;
    }
}
