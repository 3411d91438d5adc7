using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Retry;

namespace Attune.Models;

/// <summary>
/// Makes a call again while it fails for a passing reason: exponential waits with jitter, or exactly what the endpoint asks for.
/// Holds no state of any call; one serves all clients. Thread-safe.
/// </summary>
public sealed class CallRetry
{
    private readonly ResiliencePipeline _pipeline;

    /// <summary>Retries in this way.</summary>
    /// <param name="options">Read once; null means the defaults.</param>
    /// <param name="log">Told of each failed attempt that is followed by another; null means nobody is.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than one attempt, or less than one refusal.</exception>
    public CallRetry(RetryOptions? options = null, ILogger? log = null)
    {
        options ??= new();
        var builder = new ResiliencePipelineBuilder { TimeProvider = options.Time ?? TimeProvider.System };

        // The outer one first: after a refusal, the attempts that other faults have count anew. It begins with shorter waits, for
        // a refusal costs nothing, and where an account has a limiter, the call waits its turn there.
        var delay = options.Delay ?? TimeSpan.FromSeconds(1);
        Add(builder, options, options.MaxRefusals ?? 30, delay / 10, e => e.IsRefusal, log ?? NullLogger.Instance);
        Add(builder, options, options.MaxAttempts ?? 5, delay, e => !e.IsRefusal, log ?? NullLogger.Instance);
        _pipeline = builder.Build();
    }

    /// <summary>Calls until it succeeds, fails for good, or has used up its attempts; then the last failure is thrown.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(
            static async (call, token) => await call(token).ConfigureAwait(false), call, cancellationToken).ConfigureAwait(false);

    private static void Add(ResiliencePipelineBuilder builder, RetryOptions options, int attempts, TimeSpan delay, Func<ModelCallException, bool> concerns, ILogger log)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1, nameof(options));
        if (attempts == 1) return;
        var longest = options.MaxRetryAfter ?? TimeSpan.FromMinutes(5);
        builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = attempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = delay,
            MaxDelay = options.MaxDelay ?? TimeSpan.FromSeconds(60),
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is ModelCallException { IsTransient: true } e && concerns(e) && !(e.RetryAfter > longest)),
            OnRetry = arguments =>
            {
                var failed = (ModelCallException)arguments.Outcome.Exception!;
                CallEvents.Again(log, arguments.AttemptNumber + 1, Word.Of(failed.Fault), Math.Round(arguments.RetryDelay.TotalSeconds, 3), failed.Message);
                return ValueTask.CompletedTask;
            },
            DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as ModelCallException)?.RetryAfter),
        });
    }
}
