using Attune.Conversations;
using Attune.Histories;
using Attune.Tokens;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Histories;

public sealed class HistoryBuilderTests
{
    private static readonly MessageTokens Tokens = new(Tokenizer.Default);

    [Fact]
    public void Only_whole_sessions_go_in_and_every_random_one_comes_from_the_pool() => ForAll(laid =>
    {
        foreach (var transcript in laid.History.Transcripts.Where(t => t.Session.Kind != SessionKind.Random))
            transcript.Turns.ShouldBe(transcript.Session.Turns.Count);
        laid.Random.ShouldAllBe(t => laid.Case.Pool.Contains(t.Session));
        laid.History.Messages.ShouldBe(laid.History.Transcripts.SelectMany(t => t.Messages));
        laid.History.Tokens.ShouldBe(Tokens.Count(laid.History.Messages));
    });

    [Fact]
    public void All_own_sessions_go_in_once_but_of_preferences_only_those_of_the_chosen_expression() => ForAll(laid =>
        laid.Own.OrderBy(s => s.Id, StringComparer.Ordinal).ShouldBe(
            laid.Case.Own.Where(s => s.Kind == SessionKind.LifeEvent || s.Expression == "direct").OrderBy(s => s.Id, StringComparer.Ordinal)));

    [Fact]
    public void Own_sessions_stand_in_date_order_but_for_those_of_one_preference() => ForAll(laid =>
    {
        // Dates stay sorted as a list of places, whoever of one preference stands in them.
        var free = laid.Own.Where(s => s.PreferenceId is null).Select(s => s.Date ?? DateOnly.MinValue).ToList();
        free.ShouldBe(free.Order());
    });

    [Fact]
    public void Sessions_of_one_preference_keep_their_own_order() => ForAll(laid =>
    {
        foreach (var preference in laid.Own.Where(s => s.PreferenceId is not null).GroupBy(s => s.PreferenceId))
            preference.ShouldBe(laid.Case.Own.Where(s => s.PreferenceId == preference.Key && s.Expression == "direct"));
    });

    [Fact]
    public void Interval_and_tail_are_reached_and_passed_by_less_than_a_session() => ForAll(laid =>
    {
        if (laid.Case.TailTurns > 0 || laid.Own.Count == 0) return;
        var lastOwn = laid.History.Transcripts.ToList().FindLastIndex(t => t.Session.Kind != SessionKind.Random);
        ShouldFill(laid.Case.Interval, [.. laid.History.Transcripts.Take(lastOwn + 1).Where(t => t.Session.Kind == SessionKind.Random)]);
        ShouldFill(laid.Case.Tail, [.. laid.History.Transcripts.Skip(lastOwn + 1)]);
    });

    [Fact]
    public void Tail_turns_are_met_to_the_turn() => ForAll(laid =>
    {
        if (laid.Case.Interval + laid.Case.Tail > 0) return;
        laid.Random.Sum(t => t.Turns).ShouldBe(laid.Case.TailTurns);
        laid.History.Transcripts.SkipWhile(t => t.Session.Kind != SessionKind.Random).ShouldAllBe(t => t.Session.Kind == SessionKind.Random);
    });

    [Fact]
    public void No_random_session_comes_again_before_the_pool_is_used_up() => ForAll(laid =>
    {
        var times = laid.Random.CountBy(t => t.Session.Id).Select(t => t.Value).ToList();
        var most = times.DefaultIfEmpty(0).Max();
        laid.History.PoolRounds.ShouldBe(most);
        if (most > 1) laid.Case.Pool.ShouldAllBe(s => laid.Random.Count(t => t.Session.Id == s.Id) >= most - 1);
    });

    [Fact]
    public void The_same_seed_gives_the_same_history() => ForAll(laid => Ids(laid.Case.Lay()).ShouldBe(Ids(laid.History)));

    [Fact]
    public void Another_seed_or_user_draws_another_order()
    {
        var many = new Case([], [.. Enumerable.Range(0, 30).Select(i => Random($"r{i}", 1, 5))], 100_000, 0, 0, false, 1);

        var histories = new[] { many, many with { Seed = 2 }, many with { User = "other" } }.Select(c => string.Join(' ', Ids(c.Lay()).Take(30)));

        histories.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void In_file_order_every_user_gets_the_first_turns_of_the_pool()
    {
        var pool = Enumerable.Range(0, 5).Select(i => Random($"r{i}", 3, 4)).ToArray();
        foreach (var (user, seed) in (IEnumerable<(string, long)>)[("ada", 1), ("bob", 2)])
        {
            var history = new Case([], pool, 0, 0, 7, true, seed) { User = user }.Lay();

            history.Messages.Where(m => m.Role == ChatRole.User).Select(m => m.Text).ShouldBe(pool.SelectMany(s => s.Turns).Take(7).Select(t => t.User));
        }
    }

    [Fact]
    public void A_longer_plan_holds_what_a_shorter_one_holds() => ForAll(laid =>
    {
        if (laid.Case.Tail + laid.Case.TailTurns > 0) return;
        var longer = Ids((laid.Case with { Interval = laid.Case.Interval * 2 }).Lay()).CountBy(id => id).ToDictionary();
        foreach (var (id, count) in Ids(laid.History).CountBy(id => id)) longer.GetValueOrDefault(id).ShouldBeGreaterThanOrEqualTo(count, id);

        var withTail = Ids((laid.Case with { Tail = 100 }).Lay()).CountBy(id => id).ToDictionary();
        foreach (var (id, count) in Ids(laid.History).CountBy(id => id)) withTail.GetValueOrDefault(id).ShouldBeGreaterThanOrEqualTo(count, id);
    });

    [Fact]
    public void Random_sessions_spread_over_all_gaps_before_and_between()
    {
        Session[] own = [.. Enumerable.Range(0, 4).Select(i => new Session { Id = $"l{i}", Kind = SessionKind.LifeEvent, Turns = Turns(1, 3) })];
        var history = new Case(own, [.. Enumerable.Range(0, 200).Select(i => Random($"r{i}", 1, 5))], 1900, 0, 0, false, 3).Lay();

        var gaps = new List<int> { 0 };
        foreach (var transcript in history.Transcripts)
        {
            if (transcript.Session.Kind == SessionKind.Random) gaps[^1]++;
            else gaps.Add(0);
        }

        gaps[^1].ShouldBe(0, "nothing comes after the last own session without a tail");
        gaps.SkipLast(1).ShouldAllBe(count => count > 10);
    }

    [Fact]
    public void Evidence_is_the_revealing_messages_of_the_preferences_asked_for() => ForAll(laid =>
    {
        var evidence = laid.History.Evidence(["p0", "p1"]);

        evidence.ShouldAllBe(m => laid.History.Messages.Any(own => ReferenceEquals(own, m)) && m.Role == ChatRole.User);
        evidence.Count.ShouldBe(laid.Own.Where(s => s.PreferenceId is "p0" or "p1").Sum(s => s.RevealingTurns().Count()));
        laid.History.Evidence([]).ShouldBeEmpty();
    });

    [Fact]
    public void Where_turns_are_marked_only_these_are_evidence()
    {
        var session = new Session
        {
            Id = "s",
            Kind = SessionKind.Preference,
            Expression = "direct",
            PreferenceId = "p0",
            Turns = [new() { User = "a", Assistant = "" }, new() { User = "b", Assistant = "", Reveals = true }, new() { User = "c", Assistant = "", Reveals = false }],
        };

        new Case([session], [], 0, 0, 0, false, 1).Lay().Evidence(["p0"]).ShouldHaveSingleItem().Text.ShouldBe("b");
    }

    [Fact]
    public void An_empty_pool_gives_the_own_sessions_alone()
    {
        var history = new Case([], [], 100, 100, 5, false, 1).Lay();

        (history.Transcripts.Count, history.PoolRounds, history.Tokens).ShouldBe((0, 0, 0));
    }

    private static IEnumerable<string> Ids(History history) => history.Transcripts.Select(t => t.Session.Id);

    private static void ShouldFill(int budget, IReadOnlyList<Transcript> sessions)
    {
        var counts = sessions.Select(t => Tokens.Count(t.Messages)).ToList();
        counts.Sum().ShouldBeGreaterThanOrEqualTo(budget);
        if (sessions.Count > 0) (counts.Sum() - counts.Max()).ShouldBeLessThan(budget);
    }

    private static void ForAll(Action<(Case Case, History History, List<Session> Own, List<Transcript> Random)> holds) => Prop.ForAll(Arb.From(Cases), given =>
    {
        var history = given.Lay();
        holds((
            given,
            history,
            [.. history.Transcripts.Select(t => t.Session).Where(s => s.Kind != SessionKind.Random)],
            [.. history.Transcripts.Where(t => t.Session.Kind == SessionKind.Random)]));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static Gen<Case> Cases { get; } =
        from own in OwnSession.ListOf()
        from pool in Gen.Zip(Gen.Choose(1, 4), Gen.Choose(1, 12)).NonEmptyListOf()
        from budgets in Gen.Elements((0, 0, 0), (60, 0, 0), (0, 80, 0), (70, 90, 0), (0, 0, 9), (150, 0, 4))
        from inFileOrder in Gen.Elements(false, true)
        from seed in Gen.Choose(0, 1000)
        select new Case(
            [.. own.Select((s, i) => s with { Id = $"o{i}" })],
            [.. pool.Select((size, i) => Random($"r{i}", size.Item1, size.Item2))],
            budgets.Item1,
            budgets.Item2,
            budgets.Item3,
            inFileOrder,
            seed);

    private static Gen<Session> OwnSession =>
        from preference in Gen.Elements("p0", "p1", "p2", null)
        from expression in Gen.Elements("direct", "experience")
        from day in Gen.Elements<DateOnly?>(null, new(2024, 1, 1), new(2024, 1, 2), new(2024, 1, 3))
        from turns in Gen.Choose(1, 3)
        select new Session
        {
            Id = "",
            UserId = "ada",
            Kind = preference is null ? SessionKind.LifeEvent : SessionKind.Preference,
            PreferenceId = preference,
            Expression = preference is null ? null : expression,
            Date = day,
            Turns = Turns(turns, 3),
        };

    private static Session Random(string id, int turns, int words) => new() { Id = id, Kind = SessionKind.Random, Turns = Turns(turns, words, id) };

    private static Turn[] Turns(int count, int words, string id = "") =>
        [.. Enumerable.Range(0, count).Select(i => new Turn { User = $"{id} {i}" + string.Concat(Enumerable.Repeat(" bread", words)), Assistant = "Yes." })];

    private sealed record Case(Session[] Own, Session[] Pool, int Interval, int Tail, int TailTurns, bool InFileOrder, long Seed)
    {
        public string User { get; init; } = "ada";

        public History Lay()
        {
            var plan = Interval + Tail + TailTurns == 0
                ? ContextPlan.Parse("simple")
                : ContextPlan.Parse($"interval={Interval},tail={Tail},tail-turns={TailTurns},order={(InFileOrder ? "file" : "shuffled")}");
            var builder = new HistoryBuilder(new RandomPool(Pool, Tokens, Seed), Tokens, Seed);
            return builder.Build(User, [.. Own.Select(s => new Transcript(s))], "direct", plan);
        }
    }
}
