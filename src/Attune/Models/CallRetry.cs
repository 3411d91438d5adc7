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
    /// <exception cref="ArgumentOutOfRangeException">Less than one attempt.</exception>
    public CallRetry(RetryOptions? options = null)
    {
        var attempts = options?.MaxAttempts ?? 5;
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1, nameof(options));
        _pipeline = attempts == 1 ? ResiliencePipeline.Empty : Pipeline(options ?? new(), attempts);
    }

    /// <summary>Calls until it succeeds, fails for good, or has used up its attempts; then the last failure is thrown.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(
            static async (call, token) => await call(token).ConfigureAwait(false), call, cancellationToken).ConfigureAwait(false);

    private static ResiliencePipeline Pipeline(RetryOptions options, int attempts)
    {
        var longest = options.MaxRetryAfter ?? TimeSpan.FromMinutes(5);
        return new ResiliencePipelineBuilder { TimeProvider = options.Time ?? TimeProvider.System }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.Delay ?? TimeSpan.FromSeconds(1),
                MaxDelay = options.MaxDelay ?? TimeSpan.FromSeconds(60),
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is ModelCallException { IsTransient: true } e && !(e.RetryAfter > longest)),
                DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as ModelCallException)?.RetryAfter),
            })
            .Build();
    }
}
