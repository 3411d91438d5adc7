namespace Attune.Web.ModelServer;

/// <summary>A request for an answer, whichever protocol it came by.</summary>
internal sealed record ChatRequest
{
    /// <summary>The model, as the client calls it.</summary>
    public required string Model { get; init; }

    public required Prompt Prompt { get; init; }

    /// <summary>The longest answer in tokens; null for no limit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Texts that end the answer before them.</summary>
    public IReadOnlyList<string> Stops { get; init; } = [];

    public bool Stream { get; init; }

    /// <summary>Whether a stream ends with the usage, where the protocol leaves it to the client.</summary>
    public bool StreamUsage { get; init; }

    /// <summary>The fingerprint of all that the client sent.</summary>
    public required UInt128 Name { get; init; }
}
