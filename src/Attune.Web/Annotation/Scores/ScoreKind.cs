using System.Globalization;
using System.Text.Json;
using Attune.Runs;
using Attune.Tasks;
using Attune.Web.Runs;
using Attune.Web.Shelves;

namespace Attune.Web.Annotation.Scores;

/// <summary>Rounds in which people score a run's open answers on the judge's rubrics; what comes of them is a calibration set. Thread-safe.</summary>
internal sealed class ScoreKind(JudgedRuns runs, HeavyWork heavy) : IRoundKind
{
    private const string Log = "trials.jsonl";

    public string Name => Round.Scores;

    public KindWords Words { get; } = new()
    {
        Title = "Scores",
        About = "Open answers of a run, scored by people on the judge's rubrics without knowing which model wrote them. What comes of it tells how far a judge can be trusted.",
        Item = "answer",
        Items = "answers",
        Source = "run",
        Model = "judge",
        Instructions = Guidance.Scores,
        Use = round => ($"attune judge check --answers runs/{round.Source}/{CalibrationSet.FileName(round.Id)} --judge MODEL", "tells how far a judge scores as these people do"),
    };

    public IReadOnlyList<string> Sources => runs.Where(HasOpenAnswers);

    public IReadOnlyList<Habit> Habits { get; } =
    [
        .. ScoreLabel.Dimensions.Select((dimension, i) => new Habit($"Mean {dimension}", answers => Mean(answers, i))),
        new("Not judged", answers => answers.Count(a => a.Answer == ScoreLabel.None).ToString("N0", CultureInfo.InvariantCulture)),
    ];

    public IReadOnlyList<string> Columns { get; } =
    [
        "trial", "user_id", "query_id", .. PeopleScores.Fields, "cannot_be_judged", .. ScoreLabel.Dimensions, .. ScoreLabel.Dimensions.Select(d => $"judge_{d}"),
    ];

    public IReadOnlyList<RoundFile> Files { get; } = [new("calibration.jsonl", "Export the calibration set", CalibrationSet.Of)];

    public async Task<RoundOffer?> OfferAsync(string source, CancellationToken cancellationToken) => Sources.Contains(source) && runs.Open(source) is { } run
        ? Offer(await heavy.DoAsync(new FileInfo(Path.Combine(run.Folder.Location, Log)).Length, () => new PeopleScores(run.Folder, run.Dataset), cancellationToken))
        : null;

    public ItemView Show(string body, bool swapped, bool withOpinion)
    {
        var view = ScoreView.Of(Read(body));
        return new()
        {
            Kind = Name,
            Body = Part.Of<Parts.ScoreBody>(nameof(Parts.ScoreBody.Case), view),
            Scales = Part.Of<Parts.ScoreScales>(nameof(Parts.ScoreScales.Scales), view.Scales),
            Buttons = Part.Of<Parts.ScoreButtons>(),
        };
    }

    public string? Read(IFormCollection form, string body)
    {
        if (form["answer"] == ScoreLabel.None) return ScoreLabel.None;
        List<string> levels = [.. ScoreLabel.Dimensions.Select(d => form[d].ToString())];
        return form["answer"] == "scores" && levels.TrueForAll(l => l is [>= '1' and <= '5']) ? string.Join(' ', levels) : null;
    }

    public string LabelOf(string answer, bool swapped) => answer;

    public string InWords(string body, string label, bool swapped) => ScoreLabel.Named(label);

    public string Named(string body, string label) => ScoreLabel.Named(label);

    public string TitleOf(string body) => Read(body).Query;

    public string? Settle(IReadOnlyList<string> labels) => ScoreLabel.Settle(labels);

    public KindFigures FiguresOf(IReadOnlyList<JudgedItem> items) => ScoreFigures.Of(items);

    public IReadOnlyList<object?> Values(AnswerRow answer, string body)
    {
        var shown = Read(body);
        var levels = ScoreLabel.Levels(answer.Answer);
        return
        [
            shown.Key, shown.UserId, shown.QueryId, .. PeopleScores.Fields.Select(f => shown.Condition[f]), levels is null,
            .. ScoreLabel.Dimensions.Select((_, i) => (object?)levels?[i]),
            .. ScoreLabel.Dimensions.Select(d => shown.Judged.TryGetValue(d, out var level) ? (object?)level : null),
        ];
    }

    /// <summary>A calibration set beside the run's log.</summary>
    public Written Write(Round round, IReadOnlyList<JudgedItem> items, IReadOnlyDictionary<string, string> bodies) =>
        new(CalibrationSet.Write(runs.Folder(round).Location, round, items, bodies));

    /// <summary>A calibration set is written as a whole: nothing is left of what it held.</summary>
    public void Erase(Round round)
    {
    }

    internal static ShownAnswer Read(string body) => JsonSerializer.Deserialize(body, AttuneJson.Lines.ShownAnswer)!;

    private static RoundOffer Offer(PeopleScores answers)
    {
        List<OfferedChoice> choices =
        [
            .. PeopleScores.Fields.Select(f => new OfferedChoice(f, $"Which {(f is "preferences" ? f : f + "s")}", answers.Words(f), 1, $"Choose at least one of the {(f is "preferences" ? f : f + "s")}."))
                .Where(c => c.Options.Count > 1),
        ];
        return new()
        {
            Choices = choices,
            Items = null,
            Order = "They are drawn so that each of the judge's levels comes up as evenly as can be, rare ones too.",
            Fault = answers.Words("model").Count == 0 ? "In this run there is no open answer yet." : null,
            Draw = (form, key) =>
            [
                .. answers.Choose(choices.ToDictionary(c => c.Name, form.Chosen), form.Count, key)
                    .Select(a => new NewItem(JsonSerializer.Serialize(a, AttuneJson.Lines.ShownAnswer), SwappedFirst: false, SaidOf(a))),
            ],
        };
    }

    private static string? SaidOf(ShownAnswer answer) =>
        ScoreLabel.Dimensions.All(answer.Judged.ContainsKey) ? ScoreLabel.Of(ScoreLabel.Dimensions.Select(d => answer.Judged[d])) : null;

    private static string Mean(IReadOnlyList<AnswerRow> answers, int dimension) =>
        answers.Select(a => ScoreLabel.Levels(a.Answer)?[dimension]).Average() is { } mean ? mean.ToString("0.0", CultureInfo.InvariantCulture) : "";

    private static bool HasOpenAnswers(ShelfEntry entry)
    {
        try
        {
            return File.Exists(Path.Combine(entry.Location, Log)) && RunFolder.Open(entry.Location).ReadRecord()?.Experiment.Tasks.Contains(Word.Of(TaskKind.OpenEnded)) == true;
        }
        catch (BadInputException)
        {
            return false;
        }
    }
}
