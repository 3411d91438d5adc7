namespace Attune.Redacting;

/// <summary>Digits that stand together.</summary>
/// <param name="Start">Where the first stands.</param>
/// <param name="Length">How many.</param>
internal readonly record struct DigitGroup(int Start, int Length)
{
    public int End => Start + Length;
}
