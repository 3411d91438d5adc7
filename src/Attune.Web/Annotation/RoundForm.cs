using System.Globalization;

namespace Attune.Web.Annotation;

/// <summary>The form of a new round as it was filled in.</summary>
public sealed record RoundForm
{
    /// <summary>More are more than a page of progress and its figures are made for.</summary>
    public const int MostItems = 20_000;

    private const int LongestName = 120;
    private const int LongestInstructions = 10_000;

    /// <summary>The run's name; empty where none is chosen yet.</summary>
    public required string Run { get; init; }

    /// <summary>What annotators see.</summary>
    public required string Name { get; init; }

    /// <summary>Who meets, at least two.</summary>
    public required IReadOnlyList<string> Contestants { get; init; }

    /// <summary>Accounts.</summary>
    public required IReadOnlyList<string> Annotators { get; init; }

    /// <summary>Contests; 0 where it is no number.</summary>
    public required int Count { get; init; }

    /// <summary>People who see each; 0 likewise.</summary>
    public required int Overlap { get; init; }

    /// <summary>Whether a model's opinion is shown to who asks for it.</summary>
    public required bool ShowsOpinions { get; init; }

    /// <summary>As Markdown.</summary>
    public required string Instructions { get; init; }

    /// <summary>True where nobody filled it in yet.</summary>
    public bool IsFresh { get; init; }

    internal static RoundForm Fresh(string run) => new()
    {
        Run = run, Name = "Contests", Contestants = [], Annotators = [], Count = 100, Overlap = 2, ShowsOpinions = false, Instructions = Guidance.Contests, IsFresh = true,
    };

    internal static RoundForm Read(IFormCollection form) => new()
    {
        Run = form["run"].ToString(),
        Name = form["name"].ToString().Trim(),
        Contestants = [.. form["contestant"].OfType<string>()],
        Annotators = [.. form["annotator"].OfType<string>()],
        Count = Number(form["count"].ToString()),
        Overlap = Number(form["overlap"].ToString()),
        ShowsOpinions = form["opinions"].ToString().Length > 0,
        Instructions = form["instructions"].ToString().Trim(),
    };

    /// <summary>What is wrong with it; null where nothing is.</summary>
    internal string? Fault(IEnumerable<string> contestants, IReadOnlyCollection<string> people) =>
        Name.Length is 0 or > LongestName ? $"Give the round a name of up to {LongestName} characters: annotators see it."
        : Contestants.Intersect(contestants).Count() < 2 ? "Choose at least two contestants."
        : Annotators.Intersect(people).Count() is 0 ? "Choose who annotates."
        : Overlap < 1 ? "Say how many people see each contest: 1 or more."
        : Overlap > Annotators.Intersect(people).Count() ? "No more people can see each contest than take part."
        : Count is < 1 or > MostItems ? $"Say how many contests: from 1 to {MostItems:N0}."
        : Instructions.Length is 0 or > LongestInstructions ? $"Write instructions of up to {LongestInstructions:N0} characters."
        : null;

    internal NewRound ToRound(IReadOnlyList<NewItem> items) => new()
    {
        Name = Name, Kind = Round.Contests, Source = Run, Instructions = Instructions, Overlap = Overlap, ShowsOpinions = ShowsOpinions, Annotators = Annotators, Items = items,
    };

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
