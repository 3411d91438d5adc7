using System.Globalization;
using Attune.Conversations;
using Attune.People;
using Attune.Synthesis.Rules;

namespace Attune.Audits.Gates;

/// <summary>Whether a user's days are in a possible order: birth, life events, the events that preferences come from, conversations.</summary>
internal static class DateChecks
{
    public static IReadOnlyList<AuditCheck> Of(AuditSubject subject, CancellationToken cancellationToken)
    {
        var (days, impossible, groups, disordered) = (0, new List<AuditFinding>(), 0, new List<AuditFinding>());
        foreach (var (user, sessions) in subject.Users(ConsistencyGate.Title, cancellationToken))
        {
            if (Timeline.BirthYear(user) is { } born)
            {
                var before = Days(subject, user, sessions, born).ToList();
                days += before.Count;
                impossible.AddRange(before.Select(d => d.Finding?.Invoke()).OfType<AuditFinding>());
            }

            foreach (var preference in subject.PreferencesOf[user.Id])
            {
                if (preference.Event?.Date is not { } day) continue;
                var own = sessions.Where(s => s.PreferenceId == preference.Id && s.Date is not null).ToList();
                groups += own.Select(s => s.Expression).Distinct().Count();
                disordered.AddRange(Disorder(subject, own, preference, day));
            }
        }

        return
        [
            AuditCheck.None("days before the user was old enough", days, impossible, "no user has both a year of birth and a dated event or session"),
            AuditCheck.None("sessions on the wrong side of the preference's event", groups, disordered, "no preference has both a dated event and dated sessions"),
        ];
    }

    /// <summary>Every day of a user's, with what is wrong with it.</summary>
    private static IEnumerable<(DateOnly Day, Func<AuditFinding>? Finding)> Days(AuditSubject subject, Profile user, IReadOnlyList<Session> sessions, int born)
    {
        var grown = born + Timeline.YoungestAge;
        foreach (var happened in user.LifeEvents.Where(e => e.Date is not null))
            yield return Day(happened.Date!.Value, born, day => subject.Finding(user, $"'{happened.Event}' is dated {day}, before the birth in {born}"));
        foreach (var preference in subject.PreferencesOf[user.Id].Where(p => p.Event?.Date is not null))
            yield return Day(preference.Event!.Date!.Value, grown, day => subject.Finding(preference, $"its event is dated {day}, {Young(born)}"));
        foreach (var session in sessions.Where(s => s.Date is not null))
            yield return Day(session.Date!.Value, grown, day => subject.Finding(session, $"it is dated {day}, {Young(born)}"));

        static (DateOnly, Func<AuditFinding>?) Day(DateOnly day, int earliest, Func<string, AuditFinding> finding) => (day, day.Year < earliest ? () => finding(Text(day)) : null);
    }

    private static string Young(int born) => $"before the user, born in {born}, was {Timeline.YoungestAge}";

    /// <summary>Experience is told before the event and after it; whatever else reveals the preference comes from the event.</summary>
    private static IEnumerable<AuditFinding> Disorder(AuditSubject subject, List<Session> sessions, Preference preference, DateOnly day)
    {
        foreach (var session in sessions.Where(s => s.Expression != Conversations.Expressions.Experience && s.Date < day))
            yield return subject.Finding(session, $"it is dated {Text(session.Date!.Value)}, before the event of {preference.Id} on {Text(day)}");
        var experience = sessions.Where(s => s.Expression == Conversations.Expressions.Experience).ToList();
        if (experience.Count == 0) yield break;
        if (experience.All(s => s.Date >= day)) yield return subject.Finding(experience[0], $"no session of the experience is before the event of {preference.Id} on {Text(day)}");
        if (experience.All(s => s.Date < day)) yield return subject.Finding(experience[^1], $"no session of the experience is after the event of {preference.Id} on {Text(day)}");
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
