using System.Text.Json;

namespace Attune.Web.ModelServer;

/// <summary>The way of one request: it is read, meets its fault, waits its latency, is answered and sent.</summary>
internal sealed class Exchange(
    ModelHostOptions options, Traffic traffic, Attempts attempts, ServingLimits limits, PrefixCache? cache, TimeProvider clock, CancellationToken stopping)
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
            await AdmitAsync(http, operation, question, arrived, ended.Token);
        }
        catch (Refusal refusal)
        {
            traffic.CountRefused();
            await SendAsync(http, operation, operation.Refuse(refusal), fault: null, ended.Token);
        }
        catch (Exception e) when (ended.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            // The client is gone, or the server is about to be.
            http.Abort();
        }
    }

    /// <summary>What is over a limit draws no fault: the same requests meet the same faults, whatever the limits are.</summary>
    private async Task AdmitAsync(HttpContext http, IOperation operation, IQuestion question, long arrived, CancellationToken cancellationToken)
    {
        if (!limits.TryEnter())
        {
            await LimitAsync(http, operation, $"More than {options.MaxInFlight} requests at once.", wait: null, cancellationToken);
            return;
        }

        Reply reply;
        FaultKind? fault;
        try
        {
            if (limits.Take(question.Tokens) is { } wait)
            {
                await LimitAsync(http, operation, "Rate limit reached.", wait, cancellationToken);
                return;
            }

            (reply, fault) = await AnswerAsync(http, operation, question, arrived, cancellationToken);
        }
        finally
        {
            // Before the answer is sent: who has it may ask again.
            limits.Leave();
        }

        await SendAsync(http, operation, reply, fault, cancellationToken);
    }

    private Task LimitAsync(HttpContext http, IOperation operation, string message, TimeSpan? wait, CancellationToken cancellationToken)
    {
        traffic.CountLimited();
        var reply = operation.Refuse(new(RefusalKind.RateLimited, message)) with { RetryAfter = wait is { } time ? (int)Math.Ceiling(time.TotalSeconds) : null };
        return SendAsync(http, operation, reply, fault: null, cancellationToken);
    }

    private async Task<(Reply Reply, FaultKind? Fault)> AnswerAsync(
        HttpContext http, IOperation operation, IQuestion question, long arrived, CancellationToken cancellationToken)
    {
        var id = attempts.Next(question.Name);
        http.Response.Headers[operation.IdHeader] = "req-" + id;
        var fault = options.Faults.Of(options.Seed, id);
        if (fault is { } kind) traffic.Count(kind);

        var reply = InjectedRefusal(fault) is { } injected
            ? operation.Refuse(injected) with { RetryAfter = fault == FaultKind.RateLimitedRetryAfter ? RetryAfterSeconds : null }
            : await question.AnswerAsync(id, fault, cancellationToken);

        // A provider turns away at once what is over its limit; all else takes its time.
        if (reply.Status != StatusCodes.Status429TooManyRequests) await WaitAsync(id, arrived, cancellationToken);
        if (reply.Kept is { } prompt) cache?.Keep(prompt);
        if (reply.Usage is { } usage)
        {
            limits.Bill(usage.Output);
            traffic.CountAnswered(usage);
        }

        return (reply, fault);
    }

    private static Refusal? InjectedRefusal(FaultKind? fault) => fault switch
    {
        FaultKind.RateLimited or FaultKind.RateLimitedRetryAfter => new(RefusalKind.RateLimited, "Rate limit reached (a fault injected by attune serve-model)."),
        FaultKind.ServerError => new(RefusalKind.ServerError, "Server error (a fault injected by attune serve-model)."),
        _ => null,
    };

    /// <summary>Waits until as much time as the latency has passed since the request arrived.</summary>
    private async Task WaitAsync(string id, long arrived, CancellationToken cancellationToken)
    {
        var left = options.Latency.Of(options.Seed, id) - clock.GetElapsedTime(arrived);
        if (left > TimeSpan.Zero) await Task.Delay(left, clock, cancellationToken);
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

    private Task SendAsync(HttpContext http, IOperation operation, Reply reply, FaultKind? fault, CancellationToken cancellationToken)
    {
        operation.Announce(http.Response.Headers, limits.State());
        return Delivery.SendAsync(http.Response, reply, fault, steps => Task.Delay(options.SlowBody / steps, clock, cancellationToken), cancellationToken);
    }
}
