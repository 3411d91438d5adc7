namespace Attune.Redacting;

/// <summary>How long one search of a text may take before the text is withheld: far beyond what the longest needs.</summary>
internal static class SearchTime
{
    public const int Milliseconds = 60_000;
}
