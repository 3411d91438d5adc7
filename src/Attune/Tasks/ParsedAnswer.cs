namespace Attune.Tasks;

/// <summary>What an answer to a classification task says: a choice, a refusal, or nothing clear. Never a guess.</summary>
/// <param name="Choice">A label as shown, or <c>yes</c> or <c>no</c>; null where the answer makes no clear choice.</param>
/// <param name="Refused">The model declined to choose.</param>
public readonly record struct ParsedAnswer(string? Choice, bool Refused)
{
    /// <summary>No clear choice.</summary>
    public static ParsedAnswer Invalid => default;

    internal static ParsedAnswer Refusal => new(null, true);
}
