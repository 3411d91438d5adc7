using System.Text.Json;
using Attune.People;
using Attune.Questions;
using Attune.Synthesis.Drafts;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Pairs;

/// <summary>What a group's pairs can be made of, and the records that come of it.</summary>
internal sealed class PairSubjects
{
    private readonly int _number;
    private readonly string _source;
    private readonly IReadOnlyList<Preference> _preferences;
    private readonly IReadOnlyList<Artefact> _opposites;

    /// <summary>Which of a preference's opposites the user at a distance holds, by distance and place; 0 for none.</summary>
    private readonly int[][] _held;

    /// <param name="number">The group's number, from 1.</param>
    /// <param name="source">Names the dataset that the preferences come from.</param>
    /// <param name="preferences">Those of its first user.</param>
    /// <param name="opposites">What opposes each.</param>
    public PairSubjects(int number, string source, IReadOnlyList<Preference> preferences, IReadOnlyList<Artefact> opposites)
    {
        (_number, _source, _preferences, _opposites) = (number, source, preferences, opposites);
        _held = [.. Enumerable.Range(0, InterPrefPlan.Distances + 1).Select(Assign)];
    }

    /// <summary>By distance first: where not all are wanted, fewer users are needed.</summary>
    public IEnumerable<PairSubject> All =>
        from distance in Enumerable.Range(1, InterPrefPlan.Distances)
        from place in Enumerable.Range(0, Places)
        where _held[distance][place] == distance
        select new PairSubject(place, distance, KeyOf(place, distance), StatedPreference.Of(_preferences[place]), Made(place, distance)!);

    /// <summary>Opposites that make no pair, because their user holds nearly the same already: those of two preferences can meet.</summary>
    public IEnumerable<SetAside> Repetitions =>
        from distance in Enumerable.Range(1, InterPrefPlan.Distances)
        from place in Enumerable.Range(0, Places)
        where Made(place, distance) is not null && _held[distance][place] != distance
        select new SetAside(PairStage.Opposites, KeyOf(place, distance), "it says nearly the same as another preference of its user");

    public int Places => _preferences.Count;

    /// <summary>The group's id.</summary>
    public string Group => $"g{_number:0000}";

    /// <summary>The user at a distance; at 0 the one whose preferences were there first.</summary>
    public string UserOf(int distance) => distance == 0 ? $"{Group}-a" : $"{Group}-b{distance}";

    /// <summary>The preference that a user holds at a place; null where there is none.</summary>
    public Preference? Held(int place, int distance) => distance == 0 ? Original(place) : Opposite(place, distance);

    /// <summary>The draft of a conversation in which the user at a distance reveals what they hold at a place.</summary>
    public TemplateDraft Telling(InterPrefPlan plan, int place, int distance, string template)
    {
        var held = _held[distance][place];
        var number = ((((_number - 1) * (InterPrefPlan.Distances + 1)) + held) * InterPrefPlan.PreferencesOfUser) + place + 1;
        return new(plan, KeyOf(place, held), template, StatedPreference.Of(Held(place, distance)!), number);
    }

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

    /// <summary>Each place's own opposite; where it is missing, or its user holds nearly the same already, another one, so that histories are equally long.</summary>
    private int[] Assign(int distance)
    {
        var held = new int[Places];
        for (var place = 0; place < Places && distance > 0; place++)
        {
            var own = place;
            held[place] = Enumerable.Range(1, InterPrefPlan.Distances).OrderBy(d => Math.Abs(d - distance)).FirstOrDefault(d =>
                Made(own, d) is { } made && !Enumerable.Range(0, own).Any(p => Made(p, held[p]) is { } other && Likeness.AreAlike(made.Text, other.Text)));
        }

        return held;
    }

    private Preference Original(int place) => _preferences[place] with
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

    private Preference? Opposite(int place, int distance) => Made(place, _held[distance][place]) is not { } opposite ? null : new()
    {
        Id = IdOf(place, distance),
        UserId = UserOf(distance),
        Kind = PreferenceKind.Original,
        Topic = opposite.Topic,
        Text = opposite.Text,
        Facets = opposite.Facets,
        Extra = _opposites[place].Stamp(),
    };

    private StatedPreference? Made(int place, int distance) => distance == 0 ? null : _opposites[place].Opposites?.ElementAtOrDefault(distance - 1);

    /// <summary>Names a statement in whatever group it is.</summary>
    private string KeyOf(int place, int distance) => distance == 0 ? _preferences[place].Id : $"{_preferences[place].Id}-d{distance}";

    private string IdOf(int place, int distance) => $"{UserOf(distance)}-p{place + 1}";

    private string SourceOf(int place) => $"{_source}: {_preferences[place].Id}";
}
