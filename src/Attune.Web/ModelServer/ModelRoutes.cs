using Attune.Models;
using Attune.Web.ModelServer.Anthropic;
using Attune.Web.ModelServer.OpenAi;
using Attune.Web.ModelServer.Tuning;

namespace Attune.Web.ModelServer;

/// <summary>What answers at which URL.</summary>
internal static class ModelRoutes
{
    public static void Map(WebApplication app, ServedModel model, ModelHostOptions options, TimeProvider clock)
    {
        var cache = options.PrefixCache ? new PrefixCache(options.CacheLifetime, options.CacheLeastTokens, clock) : null;
        var (traffic, attempts, known) = (new Traffic(), new Attempts(), new KnownMessages(model.Tokens));
        var limits = new ServingLimits(options, clock);
        var exchange = new Exchange(options, traffic, attempts, limits, cache, clock, app.Lifetime.ApplicationStopping);
        var completions = new ChatCompletions(model, known, cache, clock);
        var messages = new Messages(model, known, cache, clock);
        var embeddings = new Embeddings(model, EmbeddedModels.CreateEmbeddings());

        var tuning = new TuningRoutes(model, options, traffic, clock);
        model.Tuned = () => tuning.Tuned;

        app.Use((http, next) => WithErrorsAsync(http, next, messages, completions));
        if (options.RequiredKey is { } key) UseKey(app, new(key), traffic, messages, completions);
        app.UseRouting();
        app.MapPost("/v1/chat/completions", http => exchange.HandleAsync(http, completions));
        app.MapPost("/v1/messages", http => exchange.HandleAsync(http, messages));
        app.MapPost("/v1/embeddings", http => exchange.HandleAsync(http, embeddings));
        app.MapGet("/v1/models", http =>
        {
            using var flight = traffic.Enter("models");
            return SendAsync(http, ModelListing.Of(model));
        });
        tuning.Map(app);
        app.MapGet("/stats", http => SendAsync(http, Reply.Json(traffic.Report(model.Name, cache), WireJson.Indented.TrafficReport)));
        app.MapPost("/stats/reset", http =>
        {
            traffic.Reset();
            attempts.Clear();
            limits.Reset();
            cache?.Clear();
            return SendAsync(http, Reply.Json(traffic.Report(model.Name, cache), WireJson.Indented.TrafficReport));
        });
    }

    /// <summary>Asks for the key wherever a vendor would.</summary>
    private static void UseKey(WebApplication app, KeyCheck key, Traffic traffic, IOperation messages, IOperation others) => app.Use((http, next) =>
    {
        if (!http.Request.Path.StartsWithSegments("/v1") || key.Admits(http.Request)) return next(http);
        traffic.CountUnauthorized();
        return SendAsync(http, VendorOf(http, messages, others).Refuse(new(RefusalKind.Unauthorized, "The key is missing or wrong. This server was started with --require-key.")));
    });

    private static IOperation VendorOf(HttpContext http, IOperation messages, IOperation others) =>
        http.Request.Path.StartsWithSegments("/v1/messages", StringComparison.Ordinal) ? messages : others;

    /// <summary>Sees to it that every error has its vendor's shape: unknown URLs, wrong methods, and faults of ours.</summary>
    private static async Task WithErrorsAsync(HttpContext http, RequestDelegate next, IOperation messages, IOperation others)
    {
        var vendor = VendorOf(http, messages, others);
        try
        {
            await next(http);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            http.RequestServices.GetRequiredService<ILogger<ModelHost>>().LogError(e, "{Method} {Path} failed", http.Request.Method, http.Request.Path);
            if (http.Response.HasStarted) throw;
            await SendAsync(http, vendor.Refuse(new(RefusalKind.ServerError, "This is a fault of Attune's; the server's log has the details.")));
        }

        if (http.Response.HasStarted) return;
        var request = $"{http.Request.Method} {http.Request.Path}";
        if (http.Response.StatusCode == StatusCodes.Status404NotFound)
            await SendAsync(http, vendor.Refuse(new(RefusalKind.UnknownUrl, $"Unknown request URL: {request}.")));
        else if (http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
            await SendAsync(http, vendor.Refuse(new(RefusalKind.WrongMethod, $"Not allowed to {request}.")));
    }

    private static Task SendAsync(HttpContext http, Reply reply) =>
        Delivery.SendAsync(http.Response, reply, fault: null, _ => Task.CompletedTask, http.RequestAborted);
}
