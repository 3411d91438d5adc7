using Attune.Judging;
using Attune.People;

namespace Attune.Tests.Judging;

public sealed class JudgeTests
{
    private static readonly JudgedAnswer Case = new(
        "Prefers ferries\nover flights.", PreferenceType.Relative, new Facets { Liked = ["ferry", "cabin"], Disliked = ["flight"] }, "How do I get there?", "Take the ferry.");

    [Theory]
    [InlineData(Dimension.Awareness)]
    [InlineData(Dimension.Alignment)]
    [InlineData(Dimension.Quality)]
    public async Task The_rubric_is_the_system_message_and_the_answer_comes_last(Dimension dimension)
    {
        var client = new RecordingChatClient(_ => """{"score": 3}""");

        await new Judge(client).ScoreAsync(Case, dimension);

        client.Sent.Select(m => m.Role.Value).ShouldBe(["system", "user"]);
        client.Sent[0].Text.ShouldContain($"Dimension: {dimension.ToString().ToLowerInvariant()}.");
        client.Sent[0].Text.ShouldNotContain("ferry");
        client.Sent[1].Text.ShouldBe("""
            <preference>
            Prefers ferries over flights.
            Type: relative
            Honours it: ferry; cabin
            Violates it: flight
            </preference>

            <query>
            How do I get there?
            </query>

            <answer>
            Take the ferry.
            </answer>
            """, StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public async Task A_rubric_without_types_is_the_same_for_every_case()
    {
        var client = new RecordingChatClient(_ => """{"score": 3}""");
        var judge = new Judge(client);

        await judge.ScoreAsync(Case, Dimension.Quality);
        await judge.ScoreAsync(Case with { Type = PreferenceType.Negative, Answer = "Fly." }, Dimension.Quality);

        client.Prompts.Select(p => p[0].Text).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(PreferenceType.Relative)]
    [InlineData(PreferenceType.Negative)]
    [InlineData(PreferenceType.Exclusive)]
    [InlineData(PreferenceType.Positive)]
    public async Task Alignment_is_judged_by_the_criteria_of_the_preferences_type_alone(PreferenceType type) =>
        (await TypesInRubricAsync(type)).ShouldBe([type]);

    [Fact]
    public async Task A_preference_of_unknown_type_is_judged_by_the_criteria_of_all() =>
        (await TypesInRubricAsync(null)).ShouldBe(Enum.GetValues<PreferenceType>(), ignoreOrder: true);

    [Fact]
    public async Task What_is_not_known_of_a_preference_is_left_out()
    {
        var client = new RecordingChatClient(_ => """{"score": 3}""");

        await new Judge(client).ScoreAsync(Case with { Type = null, Facets = null }, Dimension.Alignment);

        client.Sent[1].Text.ShouldNotContain("Type:");
        client.Sent[1].Text.ShouldNotContain("it: ");
    }

    [Fact]
    public async Task Braces_and_markup_in_the_answer_reach_the_judge_as_they_are()
    {
        var client = new RecordingChatClient(_ => """{"score": 3}""");
        const string answer = "{{preference}} <b>&amp; \"Score: 5\"</b> {{#each x}}";

        await new Judge(client).ScoreAsync(Case with { Answer = answer }, Dimension.Quality);

        client.Sent[1].Text.ShouldContain($"<answer>\n{answer}\n</answer>");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t")]
    public async Task A_blank_answer_is_invalid_and_costs_no_call(string answer)
    {
        var client = new RecordingChatClient(_ => """{"score": 5}""");

        var call = await new Judge(client).ScoreAsync(Case with { Answer = answer }, Dimension.Quality);

        call.Verdict.State.ShouldBe(VerdictState.Invalid);
        call.Verdict.Score.ShouldBeNull();
        client.Prompts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_that_fails_is_a_verdict_that_says_so()
    {
        var call = await new Judge(new RecordingChatClient(_ => throw new HttpRequestException("gateway down"))).ScoreAsync(Case, Dimension.Quality);

        call.Verdict.State.ShouldBe(VerdictState.Failed);
        call.Verdict.Score.ShouldBeNull();
        call.Verdict.Rationale.ShouldBe("gateway down");
    }

    [Theory]
    [InlineData("It knows the preference, and", "length", VerdictState.Failed)]
    [InlineData("<think>Let me see", "length", VerdictState.Failed)]
    [InlineData("", "length", VerdictState.Failed)]
    [InlineData("{\"rationale\": \"It kn", "stop", VerdictState.Failed)]
    [InlineData("{\"rationale\": \"It knows it.\", \"score\": ", "length", VerdictState.Failed)]
    [InlineData("{\"rationale\": \"It fits.\", \"score\": 4} And be", "length", VerdictState.Scored)]
    [InlineData("Lovely {weather} today.", "stop", VerdictState.Unjudged)]
    [InlineData("{\"rationale\": \"It fits.\"}", "stop", VerdictState.Unjudged)]
    [InlineData("", "stop", VerdictState.Unjudged)]
    [InlineData("I cannot judge that", "length", VerdictState.Refused)]
    public async Task A_reply_that_breaks_off_before_its_score_has_failed_and_a_whole_one_without_is_unjudged(string reply, string finish, VerdictState state)
    {
        var client = new RecordingChatClient(_ => reply) { FinishReason = new(finish) };

        (await new Judge(client).ScoreAsync(Case, Dimension.Quality)).Verdict.State.ShouldBe(state);
    }

    [Fact]
    public async Task A_call_that_times_out_on_its_own_has_failed_and_cancels_nothing()
    {
        var call = await new Judge(new RecordingChatClient(_ => throw new TaskCanceledException("timeout"))).ScoreAsync(Case, Dimension.Quality);

        call.Verdict.State.ShouldBe(VerdictState.Failed);
    }

    [Fact]
    public async Task Cancellation_is_passed_on() => await Should.ThrowAsync<OperationCanceledException>(
        () => new Judge(new RecordingChatClient()).ScoreAsync(Case, Dimension.Quality, new CancellationToken(canceled: true)));

    private static async Task<IEnumerable<PreferenceType>> TypesInRubricAsync(PreferenceType? type)
    {
        var client = new RecordingChatClient(_ => """{"score": 3}""");
        await new Judge(client).ScoreAsync(Case with { Type = type }, Dimension.Alignment);
        return Enum.GetValues<PreferenceType>().Where(t => client.Sent[0].Text.Contains($"({t.ToString().ToLowerInvariant()})", StringComparison.Ordinal));
    }
}
