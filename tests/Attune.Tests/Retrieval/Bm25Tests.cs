using Attune.Retrieval;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Retrieval;

public sealed class Bm25Tests
{
    // Three turns of 4, 2 and 3 words: mean length 3.
    private static readonly ConversationTurn[] Turns = [Turn("tea tea", "green tea"), Turn("green house"), Turn("a red house")];

    // "tea" is in 1 turn of 3: idf = ln(1 + 2.5 / 1.5) = ln(8/3). There f = 3 and the turn is 4/3 of the mean, so k1's factor is
    // 0.25 + 0.75 * 4/3 = 1.25: 3 * 2.2 / (3 + 1.2 * 1.25) = 6.6 / 4.5.
    [Fact]
    public void A_word_of_one_turn_scores_as_worked_by_hand()
    {
        var scores = new Bm25().Score(["tea"], Turns);

        scores[0].ShouldBe(Math.Log(8.0 / 3) * 6.6 / 4.5, 1e-12);
        scores[1..].ShouldBe([0, 0]);
    }

    // "green" and "house" are in 2 turns each: idf = ln(1 + 1.5 / 2.5) = ln 1.6, f = 1 throughout. Factors by length:
    // 4/3 of the mean 1.25, 2/3 of it 0.75, the mean 1.
    [Fact]
    public void Two_words_add_up_and_long_turns_are_held_back()
    {
        var scores = new Bm25().Score(["green", "house"], Turns);

        scores[0].ShouldBe(Math.Log(1.6) * 2.2 / (1 + 1.2 * 1.25), 1e-12);
        scores[1].ShouldBe(2 * Math.Log(1.6) * 2.2 / (1 + 1.2 * 0.75), 1e-12);
        scores[2].ShouldBe(Math.Log(1.6) * 2.2 / 2.2, 1e-12);
    }

    [Fact]
    public void A_word_repeated_in_the_query_counts_once() =>
        new Bm25().Score(["tea", "tea"], Turns).ShouldBe(new Bm25().Score(["tea"], Turns));

    [Fact]
    public async Task The_closest_come_first_whatever_the_case_and_at_most_so_many()
    {
        (await new Bm25().FindAsync("GREEN House?", Turns, 3)).ShouldBe([1, 2, 0]);
        (await new Bm25().FindAsync("GREEN House?", Turns, 2)).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Ties_go_to_the_earlier_turn()
    {
        ConversationTurn[] same = [Turn("red"), Turn("tea"), Turn("tea"), Turn("tea")];

        (await new Bm25().FindAsync("tea", same, 2)).ShouldBe([1, 2]);
        (await new Bm25().FindAsync("nothing of it", same, 4)).ShouldBe([0, 1, 2, 3]);
    }

    [Fact]
    public async Task Nothing_is_found_where_nothing_is()
    {
        (await new Bm25().FindAsync("tea", [], 5)).ShouldBeEmpty();
        (await new Bm25().FindAsync("tea", Turns, 0)).ShouldBeEmpty();
        new Bm25().Score(["tea"], [Turn(""), Turn("", "")]).ShouldBe([0, 0]);
        new Bm25().Score([], Turns).ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void Without_length_normalisation_only_frequency_counts() =>
        new Bm25(b: 0).Score(["house"], Turns)[1..].Distinct().ShouldHaveSingleItem();

    private static ConversationTurn Turn(string user, string? assistant = null) =>
        new(new(ChatRole.User, user), assistant is null ? null : new(ChatRole.Assistant, assistant));
}
