using Attune.Conversations;
using Attune.Histories;
using Attune.Tokens;

namespace Attune.Tests.Histories;

public sealed class HistoryDistanceTests
{
    private static readonly MessageTokens Tokens = new(Tokenizer.Default);

    [Fact]
    public void The_distance_of_a_turn_is_what_stands_after_its_reply()
    {
        var history = Laid(2, 3);
        var messages = history.Messages;

        history.TokensAfterTurn(messages[0], Tokens).ShouldBe(Tokens.Count(messages.Skip(2)));
        history.TokensAfterTurn(messages[4], Tokens).ShouldBe(Tokens.Count(messages.Skip(6)));
        history.TokensAfterTurn(messages[8], Tokens).ShouldBe(0);
    }

    private static History Laid(params int[] turns)
    {
        Transcript[] sessions = [.. turns.Select((n, i) => new Transcript(new()
        {
            Id = $"s{i}", UserId = "u", Kind = SessionKind.LifeEvent,
            Turns = [.. Enumerable.Range(0, n).Select(t => new Turn { User = new string('a', 10 * t + i + 1), Assistant = "Yes, " + new string('b', 7 * t + 1) })],
        }))];
        return new("u", "direct", ContextPlan.Parse("simple"), sessions, sessions.Sum(s => Tokens.Count(s.Messages)), 0);
    }
}
