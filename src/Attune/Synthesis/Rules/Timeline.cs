using System.Globalization;
using Attune.People;

namespace Attune.Synthesis.Rules;

/// <summary>When things can have happened in a user's life.</summary>
internal static class Timeline
{
    /// <summary>Nobody talks to an assistant, or decides what they prefer, earlier.</summary>
    public const int YoungestAge = 16;

    /// <summary>An adult at the end.</summary>
    public const int YoungestUser = 18;

    /// <summary>As old as users get.</summary>
    public const int OldestUser = 90;

    /// <summary>Preferences came about in the last so many years.</summary>
    private const int YearsOfPreferences = 15;

    private const int YearsOfLife = 18;

    /// <summary>The year in which a user was born; null where nobody wrote it so that it can be read.</summary>
    public static int? BirthYear(Profile profile) => BirthYear(profile.Demographics.Birth);

    /// <summary>The year in a date or a year.</summary>
    public static int? BirthYear(string? birth) =>
        birth is { Length: >= 4 } && int.TryParse(birth.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1850 and < 2200 ? year : null;

    /// <summary>The first day of which conversations and milestones can be.</summary>
    public static DateOnly LifeBegins(Profile profile, DateOnly until) => Later(profile, until.AddYears(-YearsOfLife));

    /// <summary>The first day on which a preference can have come about.</summary>
    public static DateOnly PreferencesBegin(Profile profile, DateOnly until) => Later(profile, until.AddYears(-YearsOfPreferences));

    private static DateOnly Later(Profile profile, DateOnly day)
    {
        // The day of the year is not known, so the user is as old as required for certain only a year later.
        var grown = BirthYear(profile) is { } year ? new DateOnly(year + YoungestAge + 1, 1, 1) : DateOnly.MinValue;
        return grown > day ? grown : day;
    }
}
