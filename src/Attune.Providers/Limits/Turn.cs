using Attune.Models;

namespace Attune.Providers.Limits;

/// <summary>One call's leave to be made. Holds its place until it is disposed of. For one call.</summary>
internal sealed class Turn(AccountLimiter account, Lane lane, long inputTokens, long tokens, int round, TimeSpan waited) : IDisposable
{
    private bool _over;

    public Lane Lane => lane;

    /// <summary>How long the call waited for it.</summary>
    public TimeSpan Waited => waited;

    public long InputTokens => inputTokens;

    /// <summary>The tokens that it was forecast to cost.</summary>
    public long Tokens => tokens;

    /// <summary>The round of <see cref="Concurrency"/> in which it began.</summary>
    public int Round => round;

    /// <summary>Its entry among the tokens of the minute.</summary>
    public required Spending Spending { get; init; }

    public bool Succeeded { get; private set; }

    /// <summary>True where the endpoint would not take the call now.</summary>
    public bool Refused { get; private set; }

    /// <summary>How long the endpoint asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; private set; }

    /// <summary>What it really cost; null where the endpoint did not say.</summary>
    public long? Charged { get; private set; }

    /// <summary>The call was answered.</summary>
    public void Succeed() => Succeeded = true;

    /// <summary>The answer says what it used.</summary>
    public void Charge(TokenUsage usage) => Charged = lane.Charge(usage);

    /// <summary>The call failed. Only faults that a lower rate would have avoided count.</summary>
    public void Fail(ModelCallException fault)
    {
        if (fault.IsRefusal) (Refused, RetryAfter, Charged) = (true, fault.RetryAfter, 0);
    }

    public void Dispose()
    {
        if (_over) return;
        _over = true;
        account.Leave(this);
    }
}
