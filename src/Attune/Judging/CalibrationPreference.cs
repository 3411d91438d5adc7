using Attune.People;

namespace Attune.Judging;

/// <summary>The preference of a calibration answer.</summary>
public sealed record CalibrationPreference
{
    /// <summary>In words.</summary>
    public required string Text { get; init; }

    /// <summary>Its type, which sets the alignment criteria; null shows those of all types.</summary>
    public PreferenceType? Type { get; init; }

    /// <summary>Things that honour it.</summary>
    public IReadOnlyList<string> Liked { get; init => field = value ?? []; } = [];

    /// <summary>Things that violate it.</summary>
    public IReadOnlyList<string> Disliked { get; init => field = value ?? []; } = [];
}
