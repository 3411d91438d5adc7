using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Attune.Web.Annotation;

/// <summary>The form of a new round as it was filled in.</summary>
public sealed record RoundForm
{
    /// <summary>More are more than a page of progress and its figures are made for.</summary>
    public const int MostItems = 20_000;

    private const int UsualItems = 100;
    private const int LongestName = 120;
    private const int LongestInstructions = 10_000;

    /// <summary>The kind's name.</summary>
    public required string Kind { get; init; }

    /// <summary>The name of the run or dataset; empty where none is chosen yet.</summary>
    public required string Source { get; init; }

    /// <summary>What annotators see.</summary>
    public required string Name { get; init; }

    /// <summary>Accounts.</summary>
    public required IReadOnlyList<string> Annotators { get; init; }

    /// <summary>Items; 0 where it is no number.</summary>
    public required int Count { get; init; }

    /// <summary>People who see each; 0 likewise.</summary>
    public required int Overlap { get; init; }

    /// <summary>Whether a model's opinion is shown to who asks for it.</summary>
    public required bool ShowsOpinions { get; init; }

    /// <summary>Whether a model is asked for its opinion where there is none yet.</summary>
    public bool Asks => ShowsOpinions && Fields.GetValueOrDefault("ask").Count > 0;

    /// <summary>As Markdown.</summary>
    public required string Instructions { get; init; }

    /// <summary>True where nobody filled it in yet.</summary>
    public bool IsFresh { get; init; }

    /// <summary>What was chosen of everything that can be.</summary>
    internal IReadOnlyDictionary<string, StringValues> Fields { get; init; } = new Dictionary<string, StringValues>();

    internal static RoundForm Fresh(IRoundKind kind, string source) => new()
    {
        Kind = kind.Name,
        Source = source,
        Name = kind.Words.Title,
        Annotators = [],
        Count = UsualItems,
        Overlap = 2,
        ShowsOpinions = false,
        Instructions = kind.Words.Instructions,
        IsFresh = true,
    };

    internal static RoundForm Read(IFormCollection form) => new()
    {
        Kind = form["kind"].ToString(),
        Source = form["source"].ToString(),
        Name = form["name"].ToString().Trim(),
        Annotators = [.. form["annotator"].OfType<string>()],
        Count = Number(form["count"].ToString()),
        Overlap = Number(form["overlap"].ToString()),
        ShowsOpinions = form["opinions"].ToString().Length > 0,
        Instructions = form["instructions"].ToString().Trim(),
        Fields = form.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal),
    };

    /// <summary>What was chosen of it; all of it where nobody filled the form in yet.</summary>
    public IReadOnlyCollection<string> Chosen(OfferedChoice choice) =>
        IsFresh ? [.. choice.Options.Keys] : [.. Fields.GetValueOrDefault(choice.Name).OfType<string>().Where(choice.Options.ContainsKey).Distinct()];

    /// <summary>What is wrong with it; null where nothing is.</summary>
    internal string? Fault(RoundOffer offer, KindWords words) =>
        Name.Length is 0 or > LongestName ? $"Give the round a name of up to {LongestName} characters: annotators see it."
        : offer.Choices.FirstOrDefault(c => Chosen(c).Count < c.Least) is { } lacking ? lacking.Fault
        : Annotators.Count == 0 ? "Choose who annotates."
        : Overlap < 1 ? $"Say how many people see each {words.Item}: 1 or more."
        : Overlap > Annotators.Count ? $"No more people can see each {words.Item} than take part."
        : Count is < 1 or > MostItems ? string.Create(CultureInfo.InvariantCulture, $"Say how many {words.Items}: from 1 to {MostItems:N0}.")
        : Instructions.Length is 0 or > LongestInstructions ? string.Create(CultureInfo.InvariantCulture, $"Write instructions of up to {LongestInstructions:N0} characters.")
        : null;

    internal NewRound ToRound(IReadOnlyList<NewItem> items) => new()
    {
        Name = Name,
        Kind = Kind,
        Source = Source,
        Instructions = Instructions,
        Overlap = Overlap,
        ShowsOpinions = ShowsOpinions,
        Annotators = Annotators,
        Items = items,
    };

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
