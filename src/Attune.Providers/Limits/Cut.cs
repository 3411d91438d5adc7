namespace Attune.Providers.Limits;

/// <summary>What a refusal makes of the number of calls at once.</summary>
internal enum Cut
{
    /// <summary>Nothing: the answer to that has been given already.</summary>
    None,

    /// <summary>One less, which has held before.</summary>
    Step,

    /// <summary>Half of it.</summary>
    Half,
}
