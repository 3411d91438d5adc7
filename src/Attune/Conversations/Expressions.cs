namespace Attune.Conversations;

/// <summary>The names of RealPref's expressions (section 3.3), from explicit to implicit, and of InterPref's templates. A dataset may bring others.</summary>
public static class Expressions
{
    /// <summary>Stated plainly in a single turn.</summary>
    public const string Direct = "direct";

    /// <summary>Stated in passing, in a dialogue about something related.</summary>
    public const string Contextual = "contextual";

    /// <summary>Implied by tone, contrast or metaphor; never stated.</summary>
    public const string Stylistic = "stylistic";

    /// <summary>Shown by what happened to the user, over several sessions.</summary>
    public const string Experience = "experience";

    /// <summary>Said in correcting an answer that misses it (InterPref section 3.3.3).</summary>
    public const string Rewrite = "rewrite";

    /// <summary>Said in going on with what interests the user (InterPref section 3.3.3).</summary>
    public const string FollowUp = "follow-up";

    /// <summary>The four, in the paper's order.</summary>
    public static IReadOnlyList<string> RealPref { get; } = [Direct, Contextual, Stylistic, Experience];

    /// <summary>InterPref's two templates.</summary>
    public static IReadOnlyList<string> InterPref { get; } = [Rewrite, FollowUp];
}
