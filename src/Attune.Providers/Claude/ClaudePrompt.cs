using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Attune.Providers.Http;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Claude;

/// <summary>
/// The messages of one request in Anthropic's protocol: system messages that lead apart from the others, nothing blank, and the end of
/// what several calls share marked for the endpoint's cache. That is everything before the last message: a history, or a judge's rubric.
/// One mark of the four that are allowed; read-only once made.
/// </summary>
internal sealed class ClaudePrompt
{
    private static readonly byte[] BeginSystem = ",\"system\":["u8.ToArray();
    private static readonly byte[] BeginMessages = "\"messages\":["u8.ToArray();
    private static readonly byte[] EndList = "]"u8.ToArray();
    private static readonly byte[] EndMessage = "]}"u8.ToArray();
    private static readonly byte[] End = "}"u8.ToArray();
    private static readonly byte[] Mark = ",\"cache_control\":{\"type\":\"ephemeral\"}}"u8.ToArray();

    private static readonly Dictionary<ChatRole, byte[]> BeginMessage = new[] { ChatRole.System, ChatRole.User, ChatRole.Assistant }
        .ToDictionary(role => role, role => Encoding.UTF8.GetBytes($$"""{"role":"{{role.Value}}","content":["""));

    private static readonly MessageJson Blocks = new(WriteBlock);

    /// <summary>Stands in for a conversation without a word, which the protocol does not allow.</summary>
    private static readonly ChatMessage Nothing = new(ChatRole.User, "\u200b");

    private readonly List<byte[]> _system = [];
    private readonly List<(ChatRole Role, byte[] Block)> _messages = [];

    /// <exception cref="NotSupportedException">A message cannot be sent.</exception>
    public ClaudePrompt(IEnumerable<ChatMessage> messages, string? instructions)
    {
        foreach (var message in messages)
        {
            var block = Blocks.Of(message);
            if (block.Length == 0) continue;
            if (message.Role == ChatRole.System && _messages.Count == 0) _system.Add(block);
            else _messages.Add((message.Role, block));
        }

        if (!string.IsNullOrWhiteSpace(instructions)) _system.Add(Blocks.Of(new(ChatRole.System, instructions)));
        if (_messages.Count == 0) _messages.Add((Nothing.Role, Blocks.Of(Nothing)));
    }

    /// <summary>A request with its messages in this prompt's place.</summary>
    /// <param name="request">A JSON object with <c>messages</c>, and without <c>system</c>.</param>
    public RequestBody Into(JsonElement request)
    {
        var body = new RequestBody();
        var separator = "{";
        foreach (var property in request.EnumerateObject())
        {
            body.Add(Encoding.UTF8.GetBytes(separator));
            if (property.NameEquals("messages"u8)) AddMessages(body);
            else body.Add(Encoding.UTF8.GetBytes($"\"{property.Name}\":")).Add(JsonMarshal.GetRawUtf8Value(property.Value).ToArray());
            separator = ",";
        }

        if (_system.Count > 0) AddSystem(body);
        return body.Add(End);
    }

    private static void WriteBlock(Utf8JsonWriter json, ChatMessage message)
    {
        // The endpoint refuses an assistant's last words if they end in white space.
        var text = MessageJson.Role(message) == ChatRole.Assistant.Value ? message.Text.TrimEnd() : message.Text;
        if (string.IsNullOrWhiteSpace(text)) return;
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text);
        json.WriteEndObject();
    }

    private void AddMessages(RequestBody body)
    {
        body.Add(BeginMessages);
        var first = true;
        for (var i = 0; i < _messages.Count; i++)
            AddBlock(body.AddComma(ref first).Add(BeginMessage[_messages[i].Role]), _messages[i].Block, marked: i == _messages.Count - 2).Add(EndMessage);
        body.Add(EndList);
    }

    private void AddSystem(RequestBody body)
    {
        body.Add(BeginSystem);
        var first = true;
        for (var i = 0; i < _system.Count; i++)
            AddBlock(body.AddComma(ref first), _system[i], marked: _messages.Count == 1 && i == _system.Count - 1);
        body.Add(EndList);
    }

    private static RequestBody AddBlock(RequestBody body, byte[] block, bool marked) =>
        marked ? body.Add(block.AsMemory(..^1)).Add(Mark) : body.Add(block);
}
