using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Attune.Web.ModelServer;

/// <summary>A response before it is sent.</summary>
internal sealed record Reply
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>True for server-sent events.</summary>
    public bool IsStream { get; init; }

    /// <summary>The body: one part, or one for each event.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Parts { get; init; }

    /// <summary>Seconds that the client should wait before it comes again.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What is billed for it; none for an error.</summary>
    public Usage? Usage { get; init; }

    /// <summary>What the prefix cache keeps once the answer begins.</summary>
    public Prompt? Kept { get; init; }

    public static Reply Json<T>(T body, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new() { Status = status, Parts = [JsonSerializer.SerializeToUtf8Bytes(body, type)] };
}
