namespace Attune.Audits;

/// <summary>A text that must give nothing away: a question with its options and what it must not reveal, or the user's side of a random conversation.</summary>
internal sealed record LeakRequest
{
    public string? Preference { get; init; }

    public string? Question { get; init; }

    public IReadOnlyList<string>? Options { get; init; }

    public IReadOnlyList<string>? UserMessages { get; init; }
}
