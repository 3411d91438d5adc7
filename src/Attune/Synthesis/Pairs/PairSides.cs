using Attune.Conversations;
using Attune.People;
using Attune.Synthesis.Drafts;

namespace Attune.Synthesis.Pairs;

/// <summary>Makes the users of a group with their conversations, by InterPref's two templates (section 3.3.3).</summary>
internal sealed class PairSides(InterPrefPlan plan, PairSubjects subjects, PairHistory history, Func<Draft, Task<Artefact>> make)
{
    /// <summary>The user at a distance; a preference that no conversation reveals is not theirs.</summary>
    public async Task<MadeSide> MakeAsync(int distance)
    {
        var held = Enumerable.Range(0, subjects.Places).Select(place => subjects.Held(place, distance)).ToList();
        var made = await Task.WhenAll(held.Index().Where(h => h.Item is not null)
            .SelectMany(h => Conversations.Expressions.InterPref.Select(template => TellAsync(h.Index, template, distance)))).ConfigureAwait(false);
        var sessions = made.Where(m => m.Session is not null).ToDictionary(m => (m.Place, m.Template), m => m.Session!);
        List<Preference?> told = [.. held.Select((h, place) => Conversations.Expressions.InterPref.Any(t => sessions.ContainsKey((place, t))) ? h : null)];
        var (own, ids) = history.Of(told, (place, template) => sessions.GetValueOrDefault((place, template)));
        List<Preference> preferences = [.. told.OfType<Preference>()];
        return new(new() { Id = subjects.UserOf(distance), Persona = string.Join(' ', preferences.Select(p => p.Text)) }, preferences, own, ids);
    }

    private async Task<(int Place, string Template, Session? Session)> TellAsync(int place, string template, int distance)
    {
        var made = await make(subjects.Telling(plan, place, distance, template)).ConfigureAwait(false);
        return (place, template, made.Stamped().Sessions?.SingleOrDefault());
    }
}
