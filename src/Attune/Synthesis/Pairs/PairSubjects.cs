using System.Text.Json;
using Attune.People;
using Attune.Questions;
using Attune.Synthesis.Drafts;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Pairs;

/// <summary>What a group's pairs can be made of, and the records that come of it.</summary>
internal sealed class PairSubjects(int number, string source, IReadOnlyList<Preference> preferences, IReadOnlyList<Artefact> opposites)
{
    /// <summary>By distance first: where not all are wanted, fewer users are needed.</summary>
    public IEnumerable<PairSubject> All =>
        from distance in Enumerable.Range(1, InterPrefPlan.Distances)
        from place in Enumerable.Range(0, preferences.Count)
        where Other(place, distance) is not null
        select new PairSubject(place, distance, KeyOf(place, distance), StatedPreference.Of(preferences[place]), Other(place, distance)!);

    /// <summary>Opposites that make no pair, because their user holds nearly the same already.</summary>
    public IEnumerable<SetAside> Repetitions =>
        from distance in Enumerable.Range(1, InterPrefPlan.Distances)
        from place in Enumerable.Range(0, preferences.Count)
        where Repeated(place, distance)
        select new SetAside(PairStage.Opposites, KeyOf(place, distance), "it says nearly the same as another preference of its user");

    public int Places => preferences.Count;

    /// <summary>The group's id.</summary>
    public string Group { get; } = $"g{number:0000}";

    /// <summary>Counts all preferences of all groups, so that conversations do not repeat each other's subjects.</summary>
    public int NumberOf(int place, int distance) => ((((number - 1) * (InterPrefPlan.Distances + 1)) + distance) * InterPrefPlan.PreferencesOfUser) + place + 1;

    /// <summary>The user at a distance; at 0 the one whose preferences were there first.</summary>
    public string UserOf(int distance) => distance == 0 ? $"{Group}-a" : $"{Group}-b{distance}";

    /// <summary>Names a statement in whatever group it is.</summary>
    public string KeyOf(int place, int distance) => distance == 0 ? preferences[place].Id : $"{preferences[place].Id}-d{distance}";

    /// <summary>The preference that a user holds at a place; null where there is none at the distance.</summary>
    public Preference? Held(int place, int distance) => distance == 0 ? Original(place) : Opposite(place, distance);

    public string PairIdOf(PairSubject subject) => $"{Group}-p{subject.Place + 1}-d{subject.Distance}";

    /// <summary>The pair; null where one side's conversations do not reveal its preference.</summary>
    public PreferencePair? PairOf(ChosenQuery chosen, MadeSide one, MadeSide other)
    {
        var (subject, a, b) = (chosen.Subject, IdOf(chosen.Subject.Place, 0), IdOf(chosen.Subject.Place, chosen.Subject.Distance));
        if (one.Preferences.All(p => p.Id != a) || other.Preferences.All(p => p.Id != b)) return null;
        return new()
        {
            Id = PairIdOf(subject),
            Topic = subject.One.Topic,
            PreferenceA = a,
            PreferenceB = b,
            Query = chosen.Query,
            HistoryA = one.History,
            HistoryB = other.History,
            Source = SourceOf(subject.Place),
            Distance = subject.Distance,
            Candidates = chosen.Made.Candidates!,
            Checks = chosen.Check is null ? [] : [chosen.Check],
            Extra = chosen.Made.Stamp(),
        };
    }

    private Preference Original(int place) => preferences[place] with
    {
        Id = IdOf(place, 0),
        UserId = UserOf(0),
        Kind = PreferenceKind.Original,
        DerivedFrom = [],
        InferReason = null,
        Event = null,
        Sources = null,
        Extra = new() { ["source"] = JsonSerializer.SerializeToElement(SourceOf(place), AttuneJson.Lines.String) },
    };

    private Preference? Opposite(int place, int distance) => Other(place, distance) is not { } opposite ? null : new()
    {
        Id = IdOf(place, distance),
        UserId = UserOf(distance),
        Kind = PreferenceKind.Original,
        Topic = opposite.Topic,
        Text = opposite.Text,
        Facets = opposite.Facets,
        Extra = opposites[place].Stamp(),
    };

    /// <summary>What is opposed to a preference at a distance.</summary>
    private StatedPreference? Other(int place, int distance) => Repeated(place, distance) ? null : Made(place, distance);

    private StatedPreference? Made(int place, int distance) => opposites[place].Opposites?.ElementAtOrDefault(distance - 1);

    /// <summary>Whether the user holds nearly the same already: opposites of two preferences can meet.</summary>
    private bool Repeated(int place, int distance) => Made(place, distance) is { } own
        && Enumerable.Range(0, place).Any(p => Made(p, distance) is { } other && Likeness.AreAlike(own.Text, other.Text));

    private string IdOf(int place, int distance) => $"{UserOf(distance)}-p{place + 1}";

    private string SourceOf(int place) => $"{source}: {preferences[place].Id}";
}
