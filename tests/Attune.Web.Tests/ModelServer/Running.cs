using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Attune.Models;
using Attune.Web.ModelServer;

namespace Attune.Web.Tests.ModelServer;

/// <summary>A server on a free port and a client for it.</summary>
internal sealed class Running : IAsyncDisposable
{
    private readonly ModelHost _host;

    private Running(ModelHost host) => (_host, Http) = (host, new HttpClient { BaseAddress = host.Addresses[0] });

    public HttpClient Http { get; }

    public static async Task<Running> StartAsync(ModelHostOptions? options = null, string model = "embedded:lexical", TimeProvider? clock = null) =>
        new(await ModelHost.StartAsync(ModelName.Parse(model), (options ?? new()) with { Urls = "http://127.0.0.1:0" }, clock));

    /// <summary>The body of a chat completion that asks each text in turn, the assistant saying ok in between.</summary>
    public static string Chat(params string[] said) => Body(said, "");

    public static string Message(params string[] said) => Body(said, ""","max_tokens":1000""");

    /// <summary>Waits for leave before it sends the body where it expects a refusal: a server that refuses closes the connection, and an answer can be lost in a body still under way.</summary>
    public async Task<Outcome> PostAsync(string path, string body, bool expectRefusal = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.ExpectContinue = expectRefusal;
        using var response = await Http.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    public Task<Outcome> CompleteAsync(params string[] said) => PostAsync("v1/chat/completions", Chat(said));

    public async Task<JsonElement> StatsAsync() => JsonDocument.Parse(await Http.GetStringAsync("stats")).RootElement;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }

    private static string Body(string[] said, string rest)
    {
        var messages = said.SelectMany((text, i) => i == 0 ? [("user", text)] : new[] { ("assistant", "ok"), ("user", text) });
        return $$"""{"model":"lexical"{{rest}},"messages":{{JsonSerializer.Serialize(messages.Select(m => new { role = m.Item1, content = m.Item2 }))}}}""";
    }
}

/// <summary>What came back.</summary>
internal sealed record Outcome(int Status, string Text, HttpResponseHeaders Headers, string? MediaType)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The data of a stream's events.</summary>
    public IReadOnlyList<string> Data => [.. Text.Split('\n').Where(l => l.StartsWith("data: ", StringComparison.Ordinal)).Select(l => l[6..])];

    public string Answer => Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;

    public string MessageAnswer => Json.GetProperty("content")[0].GetProperty("text").GetString()!;

    public JsonElement Usage => Json.GetProperty("usage");

    public int CachedTokens => Usage.GetProperty("prompt_tokens_details").GetProperty("cached_tokens").GetInt32();
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class ManualClock : TimeProvider
{
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _passed;

    public void Advance(TimeSpan time) => _passed += time;
}
