namespace Attune.Providers.Limits;

/// <summary>What a limit counts.</summary>
internal enum Measure
{
    /// <summary>Calls.</summary>
    Requests,

    /// <summary>Tokens, which are known by and large when a call begins.</summary>
    Tokens,

    /// <summary>Tokens of answers, which nobody knows before.</summary>
    Output,
}
