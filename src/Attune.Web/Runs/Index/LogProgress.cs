namespace Attune.Web.Runs.Index;

/// <summary>How far one log is indexed.</summary>
internal sealed record LogProgress
{
    /// <summary>Bytes that are read.</summary>
    public long Place { get; init; }

    public long Line { get; init; }

    /// <summary>Lines that are not what the log is of.</summary>
    public long Broken { get; init; }

    /// <summary>What tells the log from another one.</summary>
    public string Witness { get; init; } = "";
}
