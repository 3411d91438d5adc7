using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Attune.Web.ModelServer;

/// <summary>Collects the events of a streamed answer.</summary>
internal sealed class ServerSentEvents
{
    private readonly List<ReadOnlyMemory<byte>> _events = [];

    /// <summary>Adds an event.</summary>
    /// <param name="name">Its name, or null for a protocol that gives events none.</param>
    /// <param name="data">Its data.</param>
    /// <param name="type">How to write them.</param>
    public void Add<T>(string? name, T data, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        if (name is not null) buffer.Write(System.Text.Encoding.UTF8.GetBytes($"event: {name}\n"));
        buffer.Write("data: "u8);
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = type.Options.Encoder })) JsonSerializer.Serialize(json, data, type);
        buffer.Write("\n\n"u8);
        _events.Add(buffer.WrittenMemory);
    }

    /// <summary>Adds an event as it stands.</summary>
    public void Add(ReadOnlySpan<byte> line) => _events.Add(line.ToArray());

    public Reply ToReply() => new() { IsStream = true, Parts = _events };
}
