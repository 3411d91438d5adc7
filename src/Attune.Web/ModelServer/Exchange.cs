using System.Text.Json;

namespace Attune.Web.ModelServer;

/// <summary>The way of one request: it is read, meets its fault, waits its latency, is answered and sent.</summary>
internal sealed class Exchange(ModelHostOptions options, Traffic traffic, Attempts attempts, PrefixCache? cache, TimeProvider clock, CancellationToken stopping)
{
    private const int RetryAfterSeconds = 1;

    public async Task HandleAsync(HttpContext http, IOperation operation)
    {
        var arrived = clock.GetTimestamp();
        using var flight = traffic.Enter(operation.Name);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            var question = await ReadAsync(http.Request, operation, ended.Token);
            await AnswerAsync(http, operation, question, arrived, ended.Token);
        }
        catch (Refusal refusal)
        {
            traffic.CountRefused();
            await SendAsync(http, operation.Refuse(refusal), fault: null, ended.Token);
        }
        catch (Exception e) when (ended.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            // The client is gone, or the server is about to be.
            http.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext http, IOperation operation, IQuestion question, long arrived, CancellationToken cancellationToken)
    {
        var id = attempts.Next(question.Name);
        http.Response.Headers[operation.IdHeader] = "req-" + id;
        var fault = options.Faults.Of(options.Seed, id);
        if (fault is { } kind) traffic.Count(kind);

        // A provider turns away at once what is over its limit.
        var reply = fault switch
        {
            FaultKind.RateLimited => operation.Refuse(new(RefusalKind.RateLimited, "Rate limit reached (a fault injected by attune serve-model).")),
            FaultKind.RateLimitedRetryAfter => operation.Refuse(
                new(RefusalKind.RateLimited, $"Rate limit reached, try again in {RetryAfterSeconds}s (a fault injected by attune serve-model).")) with { RetryAfter = RetryAfterSeconds },
            FaultKind.ServerError => await LaterAsync(id, arrived, operation.Refuse(new(RefusalKind.ServerError, "Server error (a fault injected by attune serve-model).")), cancellationToken),
            _ => await LaterAsync(id, arrived, await question.AnswerAsync(id, fault, cancellationToken), cancellationToken),
        };
        if (reply.Kept is { } prompt) cache?.Keep(prompt);
        if (reply.Usage is { } usage) traffic.CountAnswered(usage);
        await SendAsync(http, reply, fault, cancellationToken);
    }

    /// <summary>The reply, once as much time as the latency has passed since the request arrived.</summary>
    private async Task<Reply> LaterAsync(string id, long arrived, Reply reply, CancellationToken cancellationToken)
    {
        var left = options.Latency.Of(options.Seed, id) - clock.GetElapsedTime(arrived);
        if (left > TimeSpan.Zero) await Task.Delay(left, clock, cancellationToken);
        return reply;
    }

    private async ValueTask<IQuestion> ReadAsync(HttpRequest request, IOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            using var body = await RequestBody.ReadAsync(request, options.LongestBody, cancellationToken);
            return operation.Read(body.Span);
        }
        catch (JsonException e)
        {
            throw new Refusal(RefusalKind.Invalid, $"The body is not valid JSON: {e.Message}");
        }
        catch (BadHttpRequestException e)
        {
            throw new Refusal(e.StatusCode == StatusCodes.Status413PayloadTooLarge ? RefusalKind.TooLarge : RefusalKind.Invalid, e.Message);
        }
    }

    private Task SendAsync(HttpContext http, Reply reply, FaultKind? fault, CancellationToken cancellationToken) =>
        Delivery.SendAsync(http.Response, reply, fault, steps => Task.Delay(options.SlowBody / steps, clock, cancellationToken), cancellationToken);
}
