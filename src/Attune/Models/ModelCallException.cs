namespace Attune.Models;

/// <summary>
/// A call to a model failed. The message is one line that a person can act on and holds no key; for that reason there is no inner
/// exception, whose text nobody has checked.
/// </summary>
public sealed class ModelCallException : Exception
{
    private readonly bool _isFinal;

    /// <summary>A failed call.</summary>
    /// <param name="fault">Why.</param>
    /// <param name="details">Which model, what happened and what to change, without keys or line breaks.</param>
    /// <param name="retryAfter">How long the endpoint asks to wait; null where it does not say.</param>
    public ModelCallException(CallFault fault, Fault details, TimeSpan? retryAfter = null) : base(details.ToString()) =>
        (Fault, Details, RetryAfter) = (fault, details, retryAfter);

    private ModelCallException(CallFault fault, Fault details, bool isFinal) : this(fault, details) => _isFinal = isFinal;

    /// <summary>Why the call failed.</summary>
    public CallFault Fault { get; }

    /// <summary>Which model, what happened, and what to change.</summary>
    public Fault Details { get; }

    /// <summary>How long the endpoint asks to wait before the next call; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>True where the same call may succeed in a while.</summary>
    public bool IsTransient =>
        !EndsRun && !_isFinal && Fault is (CallFault.RateLimited or CallFault.Overloaded or CallFault.Network or CallFault.Timeout or CallFault.ServerError or CallFault.Unreadable or CallFault.CutOff);

    /// <summary>True where the endpoint would not take the call now, because of its limits or its load: it cost nothing, and fewer calls at once would have passed.</summary>
    public bool IsRefusal => Fault is CallFault.RateLimited or CallFault.Overloaded;

    /// <summary>True where the model may have done its work, and the endpoint may bill it, though no answer can be used: it was broken, or broke off, or came too late.</summary>
    public bool MayBeBilled { get => field || Fault is CallFault.Unreadable or CallFault.CutOff or CallFault.Timeout; init; }

    /// <summary>
    /// True where no other call to the model can succeed until somebody changes something: a run stops on it. Always so for the key,
    /// the model's name and the account; a provider says it too of an endpoint that was never reached, and a run of one that has failed call
    /// after call.
    /// </summary>
    public bool EndsRun { get => field || Fault is CallFault.Authentication or CallFault.UnknownModel or CallFault.Quota; init; }

    /// <summary>
    /// True for what spoils one answer and lets others be asked for: every failure but bad input, a call that ends the run, and the
    /// caller's own cancellation.
    /// </summary>
    internal static bool ConcernsOneCall(Exception e, CancellationToken cancellationToken) =>
        e is not (BadInputException or ModelCallException { EndsRun: true }) && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested);

    /// <summary>This failure as the last one: the call may succeed in a while, but the budget leaves no room to try.</summary>
    internal ModelCallException WithoutRoom() => new(
        Fault, Details with { Problem = $"{Details.Problem}; the budget has no room for another attempt", Mend = "Resume with a larger --max-cost or --max-tokens, or with none" }, isFinal: true);
}
