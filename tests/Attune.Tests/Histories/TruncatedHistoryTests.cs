using Attune.Conversations;
using Attune.Histories;
using Attune.Tokens;

namespace Attune.Tests.Histories;

public sealed class TruncatedHistoryTests
{
    private static readonly MessageTokens Tokens = new(Tokenizer.Default);

    [Fact]
    public void A_history_that_fits_stays_itself()
    {
        var history = Laid("r1", "own", "r2");

        history.Fitted(history.Tokens, Tokens).ShouldBeSameAs(history);
    }

    [Fact]
    public void The_oldest_random_sessions_go_and_no_more_of_them_than_need_be()
    {
        var history = Laid("r1", "own", "r2", "r3", "own", "r4");
        var each = history.Tokens / 6;

        Ids(history.Fitted(history.Tokens - 1, Tokens)).ShouldBe(["own", "r2", "r3", "own", "r4"]);
        Ids(history.Fitted(history.Tokens - each, Tokens)).ShouldBe(["own", "r2", "r3", "own", "r4"]);
        var cut = history.Fitted(history.Tokens - each - 1, Tokens);
        Ids(cut).ShouldBe(["own", "r3", "own", "r4"]);
        (cut.Tokens, cut.CutTokens).ShouldBe((Tokens.Count(cut.Messages), 2 * each));
        cut.Messages.ShouldBe(cut.Transcripts.SelectMany(t => t.Messages));
    }

    [Fact]
    public void The_users_own_sessions_stay_even_if_they_do_not_fit() =>
        Ids(Laid("own", "r1", "own").Fitted(0, Tokens)).ShouldBe(["own", "own"]);

    [Fact]
    public void A_history_without_random_sessions_stays_itself()
    {
        var history = Laid("own");

        history.Fitted(0, Tokens).ShouldBeSameAs(history);
    }

    /// <summary>Sessions of equal length; those that begin with r are random.</summary>
    private static History Laid(params string[] ids)
    {
        var transcripts = ids.Select(id => new Transcript(new Session
        {
            Id = id,
            UserId = id[0] == 'r' ? null : "u",
            Kind = id[0] == 'r' ? SessionKind.Random : SessionKind.LifeEvent,
            Turns = [new() { User = "one two three", Assistant = "four five" }],
        })).ToList();
        return new("u", "direct", ContextPlan.Parse("normal"), transcripts, Tokens.Count(transcripts.SelectMany(t => t.Messages)), 1);
    }

    private static IEnumerable<string> Ids(History history) => history.Transcripts.Select(t => t.Session.Id);
}
