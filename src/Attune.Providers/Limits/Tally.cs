namespace Attune.Providers.Limits;

/// <summary>A number of calls, and their tokens together.</summary>
internal readonly record struct Tally(long Calls, long Tokens)
{
    public static Tally operator +(Tally a, Tally b) => new(a.Calls + b.Calls, a.Tokens + b.Tokens);

    public static Tally operator -(Tally a, Tally b) => new(a.Calls - b.Calls, a.Tokens - b.Tokens);

    /// <summary>One call less, with an average one's tokens.</summary>
    public Tally WithoutOne() => Calls <= 1 ? default : new(Calls - 1, Tokens / Calls * (Calls - 1));
}
