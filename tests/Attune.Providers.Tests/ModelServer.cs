using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attune.Providers.Tests;

/// <summary>An endpoint on the loopback that answers as it is told, and remembers what it was asked.</summary>
public sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ModelServer(Func<HttpContext, Sent, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var sent = new Sent(
                context.Request.Path, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), await reader.ReadToEndAsync());
            Requests.Enqueue(sent);
            await answer(context, sent);
        });
    }

    public ConcurrentQueue<Sent> Requests { get; } = [];

    public string Url { get; private set; } = "";

    public static async Task<ModelServer> StartAsync(Func<HttpContext, Sent, Task> answer)
    {
        var server = new ModelServer(answer);
        await server._app.StartAsync();
        server.Url = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    /// <summary>One that gives these answers in turn, the last one for ever.</summary>
    public static Task<ModelServer> StartAsync(params Reply[] replies)
    {
        var next = -1;
        return StartAsync((context, _) => replies[Math.Min(Interlocked.Increment(ref next), replies.Length - 1)].WriteAsync(context));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    public sealed record Sent(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    }
}
