using Attune.Histories;

namespace Attune.Runs;

/// <summary>A trial whose turn it is.</summary>
/// <param name="Group">Where it comes from.</param>
/// <param name="Trial">What to ask.</param>
/// <param name="Leads">Whether the others of its group wait for it.</param>
internal sealed record QueuedTrial(PrefixGroup Group, TrialSpec Trial, bool Leads)
{
    /// <summary>Null for the blind floor. Laid out at first use, once for the whole group.</summary>
    public History? History => Group.History;
}
