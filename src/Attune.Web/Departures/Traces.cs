namespace Attune.Web.Departures;

/// <summary>What somebody would leave behind, or take with them.</summary>
public sealed record Traces
{
    /// <summary>Answers in rounds of annotation.</summary>
    public long Answers { get; init; }

    /// <summary>Rounds that they take part in.</summary>
    public long Rounds { get; init; }

    /// <summary>Chats in collections.</summary>
    public long Chats { get; init; }
}
