namespace Attune.Redacting;

/// <summary>Something to be removed from a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character after its last.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct Finding(int Start, int End, SensitiveKind Kind)
{
    public int Length => End - Start;
}
