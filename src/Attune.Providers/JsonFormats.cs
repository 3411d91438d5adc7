using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Attune.Providers;

/// <summary>Which ways of asking for JSON one model of one endpoint takes; shared by all its clients, and forgotten with the process. Thread-safe.</summary>
internal sealed class JsonFormats(Vendor vendor)
{
    private volatile bool _refused;

    /// <summary>Notes that the endpoint does not take what it was asked.</summary>
    public void Refuse() => _refused = true;

    /// <summary>True where the format can be sent; false where it has to be said in words.</summary>
    public bool Takes(ChatResponseFormatJson format) => !_refused && (vendor != Vendor.Anthropic || IsSent(format.Schema));

    /// <summary>Anthropic's SDK sends only objects that list their properties and which of them are required, and drops anything else in silence.</summary>
    private static bool IsSent(JsonElement? schema) =>
        schema is { ValueKind: JsonValueKind.Object } root
        && root.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array;
}
