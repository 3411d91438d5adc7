using System.Globalization;
using System.Text.Json;
using Attune.Datasets;
using Attune.Verifying;
using Attune.Web.Hosting;
using Attune.Web.Shelves;

namespace Attune.Web.Annotation.Checks;

/// <summary>Rounds in which people choose among the candidate queries of a dataset's preference pairs; what they choose goes into the dataset's <c>checks.jsonl</c>. Thread-safe.</summary>
internal sealed class CheckKind(DatasetShelf datasets, ConsoleOptions options, TimeProvider clock) : IRoundKind
{
    private const string None = "0";

    public string Name => Round.Checks;

    public KindWords Words { get; } = new()
    {
        Title = "Query checks",
        About = "Preference pairs of a dataset: people choose the question that both users are to ask, or none. What they choose goes into the dataset.",
        Item = "pair",
        Items = "pairs",
        Source = "dataset",
        Model = "model",
        Instructions = Guidance.Checks,
        Use = round => ($"attune verify data/{round.Source} --apply", "takes the queries that most people chose, and what you settled, into the dataset"),
    };

    public IReadOnlyList<string> Sources => [.. datasets.List().Where(e => File.Exists(Path.Combine(e.Location, DatasetFiles.Pairs))).Select(e => e.Name)];

    public IReadOnlyList<Habit> Habits { get; } = [new("None of them", answers => Percent.Of(answers.Average(a => a.Answer == None ? 1.0 : 0.0)))];

    public IReadOnlyList<string> Columns { get; } = ["pair_id", "choice", "query", "shown_reversed", "model_says"];

    public IReadOnlyList<RoundFile> Files => [];

    public Task<RoundOffer?> OfferAsync(string source, CancellationToken cancellationToken) =>
        Task.FromResult(Sources.Contains(source) && datasets.Find(source) is { } entry ? Offer(new(Dataset.Open(entry.Location), clock)) : null);

    public ItemView Show(string body, bool swapped, bool withOpinion)
    {
        var view = CheckView.Of(Read(body), swapped);
        return new() { Kind = Name, Body = Part.Of<Parts.CheckBody>(nameof(Parts.CheckBody.Pair), view), Buttons = Part.Of<Parts.CheckButtons>(nameof(Parts.CheckButtons.Pair), view) };
    }

    public string? Read(IFormCollection form, string body) =>
        int.TryParse(form["answer"], NumberStyles.None, CultureInfo.InvariantCulture, out var choice) && choice <= Read(body).Candidates.Count ? choice.ToString(CultureInfo.InvariantCulture) : null;

    public string LabelOf(string answer, bool swapped) => answer;

    public string InWords(string body, string label, bool swapped) => Named(body, label);

    public string Named(string body, string label) => QueryOf(Read(body), label) ?? "none of them";

    public string TitleOf(string body) => Read(body) is var pair ? $"{pair.PreferenceA} / {pair.PreferenceB}" : "";

    /// <summary>As <c>attune verify --apply</c> counts, which of queries that are chosen equally often takes the one that stands.</summary>
    public string? Settle(IReadOnlyList<string> labels) =>
        2 * labels.Count(l => l == None) > labels.Count ? None : Votes.Leader([.. labels.Where(l => l != None)]);

    public KindFigures FiguresOf(IReadOnlyList<JudgedItem> items) => new()
    {
        People = Votes.Agreement(items),
        Model = [Votes.AgainstModel(items, Words.Items)],
        Notes = ["Of each two people who see a pair, one sees its questions in the other order."],
    };

    public IReadOnlyList<object?> Values(AnswerRow answer, string body)
    {
        var pair = Read(body);
        return [pair.PairId, Number(answer.Answer), QueryOf(pair, answer.Answer), answer.IsSwapped, pair.ModelChose];
    }

    /// <summary>Every choice, and every decision, into the dataset's log of checks.</summary>
    public Written Write(Round round, IReadOnlyList<JudgedItem> items, IReadOnlyDictionary<string, string> bodies)
    {
        var said = items.SelectMany(i => i.Decision is { } decision ? [.. i.Answers, decision] : i.Answers)
            .Select(a => new PersonChoice(Read(bodies[a.ItemId]), a.Pseudonym, Number(a.Answer), a.Comment));
        var (lines, outdated) = PeopleChecks.Write(new(Dataset.Open(FolderOf(round)), clock), round.Id, [.. said]);
        return new(lines, outdated);
    }

    public void Erase(Round round) => PeopleChecks.Erase(FolderOf(round), round.Id);

    private string FolderOf(Round round) =>
        datasets.Find(round.Source)?.Location ?? throw new BadInputException(round.Source, "is no longer there", $"Put the dataset back into {options.Data}");

    private static RoundOffer Offer(PairChecks checks) => new()
    {
        Items = checks.Pairs.Count,
        Order = "Those that the fewest people have looked at come first.",
        Draw = (form, key) => [.. PeopleChecks.Choose(checks, form.Count, key).Select((pair, i) => new NewItem(
            JsonSerializer.Serialize(pair, AttuneJson.Lines.ShownPair), i % 2 == 1, pair.ModelChose?.ToString(CultureInfo.InvariantCulture)))],
    };

    private static ShownPair Read(string body) => JsonSerializer.Deserialize(body, AttuneJson.Lines.ShownPair)!;

    private static int Number(string label) => int.Parse(label, CultureInfo.InvariantCulture);

    private static string? QueryOf(ShownPair pair, string label) => label == None ? null : pair.Candidates[Number(label) - 1];
}
