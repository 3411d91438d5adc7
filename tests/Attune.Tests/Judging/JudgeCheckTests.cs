using Attune.Judging;
using Attune.Models;
using Attune.People;
using Attune.Tokens;

namespace Attune.Tests.Judging;

public sealed class JudgeCheckTests
{
    [Fact]
    public async Task The_embedded_judge_agrees_moderately_at_least_with_the_shipped_set_in_each_dimension()
    {
        var model = EmbeddedModels.Create(ModelName.Parse("embedded:judge"), new MessageTokens(Tokenizer.Get("o200k_base")));

        var check = await JudgeCheck.RunAsync("embedded:judge", new Judge(model.Client), CalibrationAnswer.Shipped());

        check.Dimensions.Keys.ShouldBe(["awareness", "alignment", "quality"]);
        foreach (var agreement in check.Dimensions.Values)
        {
            agreement.Unscored.ShouldBe(0);
            agreement.Kappa!.Value.ShouldBeGreaterThanOrEqualTo(0.5);
        }
    }

    [Fact]
    public async Task A_judge_that_knows_the_labels_agrees_fully()
    {
        var check = await CheckAsync([Answer("short", 1), Answer("somewhat longer", 5)], prompt => prompt.Contains("short", StringComparison.Ordinal) ? 1 : 5);

        check.Exact.ShouldBe(1);
        check.WithinOne.ShouldBe(1);
        check.Kappa.ShouldBe(1);
        check.Bias.ShouldBe(0);
        check.OrderChanged.ShouldBe(0);
        check.LengthEffect.ShouldBeNull();
    }

    [Fact]
    public async Task A_lenient_judge_has_a_bias_above_0()
    {
        var check = await CheckAsync([Answer("a", 1), Answer("b", 3), Answer("c", 5)], _ => 4);

        check.Exact.ShouldBe(0);
        check.WithinOne!.Value.ShouldBe(2.0 / 3, 1e-12);
        check.Bias!.Value.ShouldBe(1, 1e-12);
        check.Kappa!.Value.ShouldBe(0, 1e-12);
    }

    [Fact]
    public async Task A_judge_that_rates_by_length_has_a_length_effect()
    {
        var check = await CheckAsync([Answer("a", 3), Answer("aa", 3), Answer("aaa", 3)], prompt => prompt.Split("<answer>")[1].Count(c => c == 'a'));

        check.LengthEffect!.Value.ShouldBe(1, 1e-12);
    }

    [Fact]
    public async Task A_judge_that_reads_the_first_line_only_is_moved_by_order()
    {
        var check = await CheckAsync(
            [Answer("good\nbad", 3), Answer("same", 3)], prompt => prompt.Contains("<answer>\ngood", StringComparison.Ordinal) ? 5 : 3);

        check.OrderChanged.ShouldBe(0.5);
        check.OrderShift.ShouldBe(-1);
    }

    [Fact]
    public async Task Answers_without_a_score_are_counted_and_nothing_is_made_of_them()
    {
        var check = await CheckAsync([Answer("a", 1), Answer("b", 2)], _ => null);

        check.Scored.ShouldBe(0);
        check.Unscored.ShouldBe(2);
        check.Exact.ShouldBeNull();
        check.Kappa.ShouldBeNull();
        check.Bias.ShouldBeNull();
        check.LengthEffect.ShouldBeNull();
    }

    private static async Task<JudgeAgreement> CheckAsync(IReadOnlyList<CalibrationAnswer> answers, Func<string, int?> score)
    {
        var client = new RecordingChatClient(prompt => score(prompt[^1].Text) is { } s ? $$"""{"score": {{s}}}""" : "Hm.");
        return (await JudgeCheck.RunAsync("test", new Judge(client), answers)).Dimensions["quality"];
    }

    private static CalibrationAnswer Answer(string text, int label) => new()
    {
        Id = text,
        Preference = new() { Text = "Likes tea.", Type = PreferenceType.Positive, Liked = ["tea"] },
        Query = "What shall I drink?",
        Answer = text,
        Scores = Judge.Dimensions.ToDictionary(d => d.ToString().ToLowerInvariant(), _ => label),
    };
}
