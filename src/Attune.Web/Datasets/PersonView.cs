using Attune.Conversations;
using Attune.People;

namespace Attune.Web.Datasets;

/// <summary>A person of a dataset with everything that is theirs.</summary>
public sealed record PersonView
{
    /// <summary>Who they are.</summary>
    public required Profile Profile { get; init; }

    /// <summary>What they prefer.</summary>
    public required IReadOnlyList<PreferenceView> Preferences { get; init; }

    /// <summary>Their own sessions.</summary>
    public required IReadOnlyList<Session> Sessions { get; init; }

    /// <summary>What happened, by date; what has no date first.</summary>
    public IReadOnlyList<Milestone> Timeline =>
    [
        .. Profile.LifeEvents.Select(e => new Milestone(e.Date, e.Event, null))
            .Concat(Preferences.Where(p => p.Preference.Event is not null).Select(p => new Milestone(p.Preference.Event!.Date, p.Preference.Event.Text, p.Preference)))
            .OrderBy(m => m.Date ?? DateOnly.MinValue),
    ];
}
