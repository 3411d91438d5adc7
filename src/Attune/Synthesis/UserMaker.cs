using Attune.People;
using Attune.Questions;
using Attune.Synthesis.Drafts;

namespace Attune.Synthesis;

/// <summary>Makes one user stage by stage, each building on those before (RealPref section 3, Figure 2). Thread-safe.</summary>
internal sealed class UserMaker(RealPrefPlan plan, IReadOnlyList<Topic> topics, Func<Draft, CancellationToken, Task<Artefact>> make)
{
    private readonly Schedule _schedule = new(plan.Seed, plan.Until);

    /// <summary>A user's id by number, from 1.</summary>
    public static string IdOf(int number) => $"u{number:00000}";

    public async Task<MadeUser> MakeAsync(int number, string? persona, CancellationToken cancellationToken)
    {
        var setAside = new List<SetAside>();
        var id = IdOf(number);
        var profile = (await MakeAsync(new ProfileDraft(plan, id, number, persona)).ConfigureAwait(false)).Profile;
        if (profile is null) return new(null, [], [], [], setAside);

        var events = (await MakeAsync(new LifeEventsDraft(plan, profile, RealPrefPlan.FewestLifeEvents + Random("life-events", id).Next(1 + RealPrefPlan.MostLifeEvents - RealPrefPlan.FewestLifeEvents)))
            .ConfigureAwait(false)).LifeEvents ?? [];
        var whole = profile with { LifeEvents = events };
        var preferences = await PreferencesAsync(whole).ConfigureAwait(false);

        var sessions = await AllAsync(events.Select((e, i) => LifeSession(profile, e, $"{id}-life-{i + 1:00}", preferences))
            .Concat(preferences.Where(p => p.Kind == PreferenceKind.Original).Select(p => (Draft)new ExpressionsDraft(plan, Bare(profile), Bare(p), _schedule)))).ConfigureAwait(false);
        var queries = await AllAsync(preferences.Select(p => new QueryDraft(plan, Bare(p)))).ConfigureAwait(false);
        return new(whole, preferences, [.. sessions.SelectMany(s => s.Sessions ?? [])], [.. queries.Select(q => q.Query).OfType<Query>()], setAside);

        async Task<Artefact> MakeAsync(Draft draft)
        {
            var made = (await make(draft, cancellationToken).ConfigureAwait(false)).Stamped();
            lock (setAside) setAside.AddRange(made.SetAside ?? []);
            return made;
        }

        Task<Artefact[]> AllAsync(IEnumerable<Draft> drafts) => Task.WhenAll(drafts.Select(MakeAsync));

        async Task<List<Preference>> PreferencesAsync(Profile user)
        {
            var slots = Slots(id);
            var asked = slots.Select(s => $"{s.Field} / {s.Subtopic}").ToHashSet(StringComparer.Ordinal);
            List<Topic> free = [.. topics.Where(t => !asked.Contains(t.ToString()))];
            var originals = (await MakeAsync(new PreferencesDraft(plan, Bare(user), slots, free)).ConfigureAwait(false)).Preferences ?? [];
            if (originals.Count == 0) return [];
            var taken = originals.Select(o => o.Topic.ToString()).ToHashSet(StringComparer.Ordinal);
            free = [.. topics.Where(t => !taken.Contains(t.ToString()))];
            var generalized = (await MakeAsync(new GeneralizedDraft(plan, Bare(user), [.. originals.Select(Bare)], GeneralizedSlots(id), free)).ConfigureAwait(false)).Preferences ?? [];
            return [.. originals, .. generalized];
        }
    }

    private LifeSessionDraft LifeSession(Profile profile, LifeEvent milestone, string session, IReadOnlyList<Preference> preferences) =>
        new(plan, Bare(profile), milestone, session, _schedule.OfLifeEvent(milestone.Date!.Value, session), Random("turns", session).Next(8) == 0 ? 2 : 1, preferences);

    /// <summary>Eight topics drawn from the pool and two for the model to choose, the types spread as evenly as ten allow.</summary>
    private List<PreferenceSlot> Slots(string id)
    {
        var drawn = Random("topics", id).Shuffle(topics).Take(RealPrefPlan.OriginalPreferences - RealPrefPlan.ChosenTopics).ToList();
        return [.. Types(id, "types", RealPrefPlan.OriginalPreferences).Select((type, i) => i < drawn.Count ? new PreferenceSlot(i + 1, type, drawn[i].Field, drawn[i].Subtopic) : new(i + 1, type))];
    }

    private List<PreferenceSlot> GeneralizedSlots(string id) =>
        [.. Types(id, "generalized-types", RealPrefPlan.GeneralizedPreferences).Select((type, i) => new PreferenceSlot(i + 1, type))];

    private PreferenceType[] Types(string id, string name, int count)
    {
        var random = Random(name, id);
        var types = Enum.GetValues<PreferenceType>();
        var rounds = Enumerable.Range(0, (count + types.Length - 1) / types.Length).SelectMany(_ => random.Shuffle(types));
        return random.Shuffle(rounds.Take(count));
    }

    private KeyedRandom Random(string name, string id) => new(plan.Seed, name, id);

    /// <summary>As requests hold it: what made a record is none of the next model's business.</summary>
    private static Profile Bare(Profile profile) => profile with { Extra = null };

    private static Preference Bare(Preference preference) => preference with { Extra = null };
}
