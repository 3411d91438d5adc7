namespace Attune.Web.Runs.Index;

/// <summary>Where a line stands in a log.</summary>
internal sealed record LogLine
{
    public long Number { get; init; }

    public long Place { get; init; }

    public long Length { get; init; }
}
