namespace Attune.Web.Annotation;

/// <summary>The kinds of rounds that there are.</summary>
internal sealed class RoundKinds(IEnumerable<IRoundKind> kinds)
{
    /// <summary>In the order in which they are offered.</summary>
    public IReadOnlyList<IRoundKind> All { get; } = [.. kinds];

    /// <summary>The kind of a round that was made.</summary>
    /// <param name="name">As it is stored.</param>
    public IRoundKind this[string name] => Find(name) ?? throw new InvalidOperationException($"Rounds of the kind '{name}' are of a newer Attune.");

    /// <summary>Null where there is none.</summary>
    public IRoundKind? Find(string name) => All.FirstOrDefault(k => k.Name == name);
}
