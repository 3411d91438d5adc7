using System.Text.Json.Nodes;
using Attune.Models;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Web.Tests.Consoles;

/// <summary>What people put where text is expected. Where any of it is carried out, <c>window.hit</c> is set in the browser.</summary>
internal static class Hostile
{
    /// <summary>Short enough for a name, and without what no folder may be called.</summary>
    public const string Name = "<img src=x onerror=window.hit=1>";

    /// <summary>HTML of every kind, Markdown, ways out of attributes and elements, marks that turn text around, control characters.</summary>
    public const string Text = """
        <script>window.hit=1</script> "><img src=x onerror=window.hit=1> '><svg onload=window.hit=1><a xlink:href="javascript:window.hit=1"><text>x</text></a></svg>
        [go](javascript:window.hit=1) [data](data:text/html,<script>window.hit=1</script>) ![pixel](https://elsewhere.example/pixel.png) <iframe src=https://elsewhere.example></iframe>
        </textarea></title></style></script><body onload=window.hit=1> {{constructor.constructor('window.hit=1')()}} ${window.hit=1}
        """ + " \u202Eesrever \u2066\u0007\u001B[31m\u2028" + "averyverylongwordthatnobodycanbreak averyverylongwordthatnobodycanbreakaveryverylongwordthatnobodycanbreakaveryverylongwordthatnobodycanbreak";

    /// <summary>What is neither shown nor free in a dataset: ids, times, words of the format.</summary>
    private static readonly HashSet<string> Fixed =
    [
        "id", "user_id", "preference_id", "kind", "type", "expression", "date", "birth", "derived_from", "label", "answer", "preference_a", "preference_b", "history_a", "history_b", "format", "sources",
    ];

    /// <summary>A model that answers so whatever it is asked.</summary>
    public static ChatModel Resolve(ModelName name, MessageTokens tokens) => name.Provider == "hostile" ? new(name, new Model()) : EmbeddedModels.Create(name, tokens);

    /// <summary>Puts it into every free text of a file with a JSON object on each line.</summary>
    public static void Spoil(string file) =>
        File.WriteAllLines(file, File.ReadAllLines(file).Select(l => JsonNode.Parse(l)).Select(n => Spoilt("", n)!.ToJsonString()).ToList());

    /// <summary>Lengthens every text of these names, wherever in a file with a JSON object on each line it stands.</summary>
    public static void Forge(string file, params string[] names) =>
        File.WriteAllLines(file, File.ReadAllLines(file).Select(l => JsonNode.Parse(l)).Select(n => Forged("", n, names)!.ToJsonString()).ToList());

    private static JsonNode? Spoilt(string name, JsonNode? node) => Each(name, node, (field, text) => Fixed.Contains(field) ? text : text + " " + (text.Length < 50 ? Name : Text));

    private static JsonNode? Forged(string name, JsonNode? node, string[] names) => Each(name, node, (field, text) => names.Contains(field) ? $"{text} {Text}" : text);

    private static JsonNode? Each(string name, JsonNode? node, Func<string, string, string> change) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, Fixed.Contains(f.Key) && f.Value is JsonArray or JsonObject { Count: 0 } ? f.Value?.DeepClone() : Each(f.Key, f.Value, change)))),
        JsonArray items => new JsonArray([.. items.Select(i => Each(name, i, change))]),
        JsonValue value when value.TryGetValue<string>(out var text) => change(name, text),
        _ => node?.DeepClone(),
    };

    private sealed class Model : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Text)));

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            yield return new(ChatRole.Assistant, Text);
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }
    }
}
