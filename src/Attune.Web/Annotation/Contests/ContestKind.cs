using System.Globalization;
using System.Text.Json;
using Attune.Runs.Pairs;
using Attune.Statistics;

namespace Attune.Web.Annotation.Contests;

/// <summary>Rounds in which people say which of two contestants took two users better into account: made from a run, and written back into it. Thread-safe.</summary>
internal sealed class ContestKind(JudgedRuns runs, ContestAsker asker) : IRoundKind
{
    public string Name => Round.Contests;

    public KindWords Words { get; } = new()
    {
        Title = "Contests",
        About = "Contests of two models or methods over the same preference pair, dealt to people who don't know who wrote what.",
        Item = "contest",
        Items = "contests",
        Source = "run",
        Model = "evaluator",
        Instructions = Guidance.Contests,
        Use = round => ($"attune report runs/{round.Source}", "shows a table of contests by people beside those by evaluators"),
    };

    public IReadOnlyList<string> Sources => runs.Where(e => File.Exists(Path.Combine(e.Location, "verdicts.jsonl")));

    public IReadOnlyList<Habit> Habits { get; } =
    [
        new("Ties", answers => Share(answers, a => a.Answer == Side.Tie)),
        new("Left", answers => Share(Named(answers), a => a.Answer == Side.Left)),
        new("Opinions opened", answers => answers.Count(a => a.OpinionAt is not null).ToString("N0", CultureInfo.InvariantCulture)),
    ];

    public IReadOnlyList<string> Columns { get; } =
        ["pair_id", "a_model", "a_method", "b_model", "b_method", "context", "winner", "side", "swapped", "opinion_seen", "model_says"];

    public IReadOnlyList<RoundFile> Files => [];

    public Task<RoundOffer?> OfferAsync(string source, CancellationToken cancellationToken) => Task.FromResult(Sources.Contains(source) && runs.Open(source) is { } run ? Offer(new(run.Folder, run.Dataset)) : null);

    public ItemView Show(string body, bool swapped, bool withOpinion)
    {
        var contest = Read(body);
        var view = ContestView.Of(contest, swapped, withOpinion);
        return new()
        {
            Kind = Name,
            Body = Part.Of<Parts.ContestBody>(nameof(Parts.ContestBody.Contest), view),
            Buttons = Part.Of<Parts.ContestButtons>(),
            HasOpinion = view.HasOpinion,
            CanAsk = contest.Asks is not null && !view.HasOpinion,
        };
    }

    public async Task<Opined?> AskAsync(string body, bool swapped, CancellationToken cancellationToken)
    {
        var contest = Read(body);
        if (contest.Asks is not { } model || await asker.AskAsync(contest, model, swapped, cancellationToken) is not { } opinion) return null;
        ContestOpinion[] opinions = [.. contest.Opinions.Where(o => o.Swapped != swapped), opinion];
        return new(JsonSerializer.Serialize(contest with { Opinions = opinions }, AttuneJson.Lines.ShownContest), Side.Preferred(opinions));
    }

    public string? Read(IFormCollection form, string body) => form["answer"].ToString() is var answer && Side.IsOne(answer) ? answer : null;

    public string LabelOf(string answer, bool swapped) => Side.ToContestant(answer, swapped);

    public string InWords(string body, string label, bool swapped) => Side.OfContestant(label, swapped);

    string IRoundKind.Named(string body, string label)
    {
        var contest = Read(body);
        return label switch { "a" => ContestSchedule.NameOf(contest.A), "b" => ContestSchedule.NameOf(contest.B), _ => Side.Tie };
    }

    public string TitleOf(string body) => Read(body).ByA.Query;

    /// <summary>What more people say than anything else.</summary>
    public string? Settle(IReadOnlyList<string> labels) => Votes.Leader(labels);

    public KindFigures FiguresOf(IReadOnlyList<JudgedItem> items)
    {
        var left = ClusteredMean.Share(Named([.. items.SelectMany(i => i.Answers)]), a => a.ItemId, a => a.Answer == Side.Left, 0);
        return new()
        {
            People = Votes.Agreement(items),
            Model = [Votes.AgainstModel(items, Words.Items)],
            Notes = left is null ? [] :
            [
                $"Of verdicts that name a side, {Percent.Of(left.Mean)}{(left is { Low: { } low, High: { } high } ? $" (95% interval {Percent.Of(low)} to {Percent.Of(high)})" : "")} name the left. Seats are balanced, so far from 50% is a habit of place.",
            ],
        };
    }

    public IReadOnlyList<object?> Values(AnswerRow answer, string body)
    {
        var contest = Read(body);
        return
        [
            contest.PairId, contest.A.Model, contest.A.Method, contest.B.Model, contest.B.Method, contest.A.Context, answer.LabelBy(this), answer.Answer,
            answer.IsSwapped, answer.OpinionAt is not null, answer.ModelSays,
        ];
    }

    /// <summary>Every verdict into the run's log, so that its tables count it; of a contest that was settled, the decision alone.</summary>
    public Written Write(Round round, IReadOnlyList<JudgedItem> items, IReadOnlyDictionary<string, string> bodies) => new(PeopleContests.Write(
        runs.Folder(round),
        round.Id,
        [.. items.SelectMany(i => i.Counted).Select(a => Read(bodies[a.ItemId]).DecidedBy(round.Id, a.Pseudonym, Side.ToOrder(a.Answer, a.IsSwapped, a.Comment)))]));

    public void Erase(Round round) => PeopleContests.Erase(runs.Folder(round), round.Id);

    private static RoundOffer Offer(PeopleContests contests)
    {
        var who = new OfferedChoice("contestant", "Who meets", contests.Contestants, 2, "Choose at least two contestants.");
        return new()
        {
            Choices = [who],
            Order = "Where there are more, those that tell most come first: of contestants that are close.",
            Opinions = "what the run's evaluator said",
            Asks = contests.Evaluator,
            Fault = contests.Contestants.Count < 2 ? "In this run there are not two contestants, models or methods, that answered the same pair." : null,
            Draw = (form, key) => ItemsOf([.. contests.Choose(form.Chosen(who), form.Count, key).Select(c => c with { Asks = form.Asks ? contests.Evaluator : null })], key),
        };
    }

    /// <summary>Contests as items: in a random order, each two contestants' seats swapped in half of them.</summary>
    private static IReadOnlyList<NewItem> ItemsOf(IReadOnlyList<ShownContest> contests, string key)
    {
        var items = contests
            .GroupBy(c => (c.A, c.B))
            .SelectMany(g => new KeyedRandom(0, "seats", key, $"{g.Key}").Shuffle(g).Select((contest, i) => (contest, Swapped: (i + First(key, $"{g.Key}")) % 2 == 1)))
            .OrderBy(c => c.contest.Key, StringComparer.Ordinal);
        return [.. new KeyedRandom(0, "items", key).Shuffle(items).Select(c => new NewItem(
            JsonSerializer.Serialize(c.contest, AttuneJson.Lines.ShownContest), c.Swapped, Side.Preferred(c.contest.Opinions)))];
    }

    private static int First(string key, string pair) => new KeyedRandom(0, "first seat", key, pair).Next(2);

    private static ShownContest Read(string body) => JsonSerializer.Deserialize(body, AttuneJson.Lines.ShownContest)!;

    private static IReadOnlyList<AnswerRow> Named(IReadOnlyList<AnswerRow> answers) => [.. answers.Where(a => a.Answer != Side.Tie)];

    private static string Share(IReadOnlyList<AnswerRow> answers, Func<AnswerRow, bool> holds) => answers.Count > 0 ? Percent.Of(answers.Average(a => holds(a) ? 1.0 : 0.0)) : "";
}
