using Attune.Training;

namespace Attune.Tests.Training;

public sealed class DpoExportTests : IDisposable
{
    private readonly ExportFixture _export = new();

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task The_worse_answer_is_the_other_side_s()
    {
        await _export.Run();

        var card = _export.Dpo();

        card.Parts[0].Conversations.ShouldBe(4);
        card.LeftOut["no answer to reject"].ShouldBe(12, "queries have no other side");
        foreach (var line in _export.Lines())
        {
            var asks = ExportFixture.Messages(line.GetProperty("prompt"))[0].Text[..2];
            var (chosen, rejected) = (ExportFixture.Messages(line.GetProperty("chosen")).Single(), ExportFixture.Messages(line.GetProperty("rejected")).Single());
            chosen.ShouldBe(("assistant", $"Thought out for {asks}."));
            rejected.ShouldBe(("assistant", $"Thought out for {asks switch { "u1" => "u2", "u2" => "u1", "u3" => "u4", _ => "u3" }}."));
        }
    }

    [Fact]
    public async Task Or_the_bare_model_s_on_the_same_history()
    {
        await _export.Run();

        _export.Dpo(new() { Rejected = RejectedAnswer.Bare, Format = TrainingFormat.Openai }).Parts[0].Conversations.ShouldBe(16);

        var line = _export.Lines()[^1];
        ExportFixture.Messages(line.GetProperty("input").GetProperty("messages"))[^1].Role.ShouldBe("user");
        ExportFixture.Messages(line.GetProperty("preferred_output")).ShouldBe([("assistant", "Thought out for u4.")]);
        ExportFixture.Messages(line.GetProperty("non_preferred_output")).ShouldBe([("assistant", "Said for u4.")]);
        var summary = TrainingFile.Check(_export.Out);
        (summary.Examples, summary.IsPreference).ShouldBe((16, true));
    }

    [Fact]
    public async Task Two_answers_that_are_alike_teach_nothing()
    {
        _export.Final = (user, _) => user is "u1" or "u2" ? "The same." : $"For {user}.";
        await _export.Run();

        var card = _export.Dpo();

        card.Parts[0].Conversations.ShouldBe(2);
        card.LeftOut["both answers alike"].ShouldBe(2);
    }

    [Fact]
    public async Task One_prompt_with_two_worse_answers_is_two_conversations_and_with_one_it_is_one()
    {
        _export.Data.Write("pairs.jsonl", ExportFixture.Pair("food", "u1", "u2", "What now?") + ExportFixture.Pair("again", "u1", "u3", "What now?") + ExportFixture.Pair("twice", "u1", "u3", "What now?"));
        await _export.Run();

        var card = _export.Dpo();

        card.Parts[0].Conversations.ShouldBe(4);
        card.LeftOut["same as another conversation"].ShouldBe(2);
        File.ReadAllLines(_export.Out).ShouldBeUnique();
    }

    [Fact]
    public async Task An_answer_whose_other_side_is_unfit_is_left_out_with_the_reason()
    {
        _export.Finish = user => user == "u1" ? Microsoft.Extensions.AI.ChatFinishReason.Length : Microsoft.Extensions.AI.ChatFinishReason.Stop;
        await _export.Run();

        _export.Dpo().LeftOut["answer to reject: cut off"].ShouldBe(1);
    }

    [Fact]
    public async Task A_run_without_pairs_has_no_other_sides()
    {
        _export.Experiment = _export.Experiment with { Tasks = ["open-ended"] };
        await _export.Run();

        Should.Throw<BadInputException>(() => _export.Dpo()).Message.ShouldContain("--rejected bare");
        _export.Dpo(new() { Rejected = RejectedAnswer.Bare }).Parts[0].Conversations.ShouldBe(12);
    }

    [Fact]
    public async Task A_format_without_place_for_two_answers_is_refused()
    {
        await _export.Run();

        Should.Throw<BadInputException>(() => _export.Dpo(new() { Format = TrainingFormat.PromptCompletion })).Message.ShouldContain("has no place for a worse answer");
    }
}
