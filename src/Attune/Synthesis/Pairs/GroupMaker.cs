using Attune.People;
using Attune.Synthesis.Drafts;

namespace Attune.Synthesis.Pairs;

/// <summary>Makes groups: a user, those who hold the opposites of their preferences, and the pairs between them (InterPref 3.3, figure 2). Thread-safe.</summary>
/// <param name="plan">The dataset's plan.</param>
/// <param name="source">Names the dataset that the preferences come from.</param>
/// <param name="make">Makes a draft, or recalls what it came to.</param>
internal sealed class GroupMaker(InterPrefPlan plan, string source, Func<Draft, CancellationToken, Task<Artefact>> make)
{
    /// <param name="number">The group's number, from 1.</param>
    /// <param name="preferences">What its first user prefers.</param>
    /// <param name="most">Pairs at most.</param>
    /// <param name="neutral">The id of its neutral session; null where there is none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<MadeGroup> MakeAsync(int number, IReadOnlyList<Preference> preferences, int most, string? neutral, CancellationToken cancellationToken)
    {
        var setAside = new List<SetAside>();
        var opposites = await Task.WhenAll(preferences.Select(p => MakeAsync(new OppositesDraft(plan, p.Id, StatedPreference.Of(p))))).ConfigureAwait(false);
        var subjects = new PairSubjects(number, source, preferences, opposites);
        setAside.AddRange(subjects.Repetitions);
        var chosen = await new PairQueries(plan, MakeAsync, Keep).ChooseAsync([.. subjects.All.Take(most)]).ConfigureAwait(false);
        if (chosen.Count == 0) return new([], [], setAside);

        var sides = new PairSides(plan, subjects, new(plan.Seed, subjects.Group, preferences.Count, plan.Until, neutral), MakeAsync);
        var a = await sides.MakeAsync(0).ConfigureAwait(false);
        var pairs = new List<Questions.PreferencePair>();
        var others = new List<MadeSide>();
        foreach (var ofDistance in chosen.GroupBy(c => c.Subject.Distance).OrderBy(g => g.Key))
        {
            var b = await sides.MakeAsync(ofDistance.Key).ConfigureAwait(false);
            var own = ofDistance.Select(c => subjects.PairOf(c, a, b)).OfType<Questions.PreferencePair>().ToList();
            foreach (var lost in ofDistance.Where(c => own.TrueForAll(p => p.Id != subjects.PairIdOf(c.Subject))))
                Keep(new(PairStage.Histories, lost.Subject.Key, "no conversation reveals one of its preferences"));
            if (own.Count > 0) others.Add(b);
            pairs.AddRange(own);
        }

        return pairs.Count == 0 ? new([], [], setAside) : new([a, .. others], pairs, setAside);

        async Task<Artefact> MakeAsync(Draft draft)
        {
            var made = await make(draft, cancellationToken).ConfigureAwait(false);
            foreach (var record in made.SetAside ?? []) Keep(record);
            return made;
        }

        void Keep(SetAside record)
        {
            lock (setAside) setAside.Add(record);
        }
    }
}
