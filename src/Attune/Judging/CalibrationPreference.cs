using Attune.People;

namespace Attune.Judging;

/// <summary>The preference of a calibration answer.</summary>
/// <param name="Text">In words.</param>
/// <param name="Type">Its type.</param>
/// <param name="Liked">Things that honour it.</param>
/// <param name="Disliked">Things that violate it.</param>
public sealed record CalibrationPreference(string Text, PreferenceType Type, IReadOnlyList<string> Liked, IReadOnlyList<string> Disliked);
