using System.Text;
using Microsoft.AspNetCore.Http;

namespace Attune.Providers.Tests;

/// <summary>What a server answers.</summary>
public sealed record Reply(int Status, string Body, string Type = "application/json", params (string Name, string Value)[] Headers)
{
    /// <summary>Bytes promised and not sent: the connection is cut after the body.</summary>
    public int Missing { get; init; }

    public static Reply Ok(string body) => new(200, body);

    public static Reply Stream(params string[] events) => new(200, string.Concat(events.Select(e => e + "\n\n")), "text/event-stream");

    public static Reply OpenAi(string text, string finish = "stop") => Ok($$$"""
        {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"gpt-5-2025","choices":[{"index":0,"message":{"role":"assistant","content":"{{{text}}}"},"finish_reason":"{{{finish}}}"}],"usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,"prompt_tokens_details":{"cached_tokens":64},"completion_tokens_details":{"reasoning_tokens":12} }}
        """);

    public static Reply Anthropic(string text, string stop = "end_turn") => Ok($$$"""
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-20250514","content":[{"type":"text","text":"{{{text}}}"}],"stop_reason":"{{{stop}}}","stop_sequence":null,"usage":{"input_tokens":30,"cache_creation_input_tokens":6,"cache_read_input_tokens":64,"output_tokens":20}}
        """);

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = Type;
        foreach (var (name, value) in Headers) context.Response.Headers[name] = value;
        var bytes = Encoding.UTF8.GetBytes(Body);
        if (Missing > 0) context.Response.ContentLength = bytes.Length + Missing;
        await context.Response.Body.WriteAsync(bytes);
        await context.Response.Body.FlushAsync();
        if (Missing > 0) context.Abort();
    }
}
