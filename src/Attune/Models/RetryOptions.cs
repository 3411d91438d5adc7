namespace Attune.Models;

/// <summary>When and how often a failed call is made again. Only transient faults are.</summary>
public sealed class RetryOptions
{
    /// <summary>
    /// Calls at most that fail one after another for a reason other than the endpoint's limits, the first included, at least 1;
    /// null means 5.
    /// </summary>
    public int? MaxAttempts { get; set; }

    /// <summary>
    /// Calls at most that the endpoint refuses because of its limits or its load, the first included, at least 1; null means 30.
    /// Such calls cost nothing, and the reason passes by itself.
    /// </summary>
    public int? MaxRefusals { get; set; }

    /// <summary>The mean wait before the second call, doubled for each further one, with jitter; a tenth of it after a refusal. Null means 1 second.</summary>
    public TimeSpan? Delay { get; set; }

    /// <summary>The longest wait of our own choice; null means 60 seconds.</summary>
    public TimeSpan? MaxDelay { get; set; }

    /// <summary>The longest wait that an endpoint may ask for; where it asks for more, the call fails at once. Null means 5 minutes.</summary>
    public TimeSpan? MaxRetryAfter { get; set; }

    /// <summary>The clock to wait by; null means the system's.</summary>
    public TimeProvider? Time { get; set; }
}
