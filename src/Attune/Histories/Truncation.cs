namespace Attune.Histories;

/// <summary>What is left out of a history that does not fit a model's context.</summary>
internal enum Truncation
{
    /// <summary>Random sessions, the oldest first; the user's own sessions always stay.</summary>
    OldestRandom,
}
