using Attune.Training;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Training;

public sealed class SftExportTests : IDisposable
{
    private readonly ExportFixture _export = new();

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task A_conversation_is_the_history_the_bare_question_and_the_answer_that_the_method_came_to()
    {
        await _export.Run();

        _export.Sft();

        var pair = _export.Lines().Select(l => ExportFixture.Messages(l.GetProperty("messages"))).Single(m => m[^2].Text == "What shall I buy for the evening?" && m[^1].Text.Contains("u1"));
        pair.ShouldBe(
        [
            ("user", "u1 on p1, direct 1."), ("assistant", "I see."), ("user", "How long does bread number 1 rise?"), ("assistant", "I see."),
            ("user", "What shall I buy for the evening?"), ("assistant", "Thought out for u1."),
        ]);
    }

    [Fact]
    public async Task Nothing_of_the_method_is_in_the_files()
    {
        await _export.Run();

        _export.Sft();

        var text = File.ReadAllText(_export.Out);
        text.ShouldNotContain(ExportFixture.StepText);
        text.ShouldNotContain("JSON list");
        text.ShouldNotContain("Our conversation shows");
        text.ShouldNotContain("Said for", Case.Sensitive);
    }

    [Fact]
    public async Task Both_sides_of_a_pair_are_conversations_of_their_own()
    {
        await _export.Run();

        var card = _export.Sft();

        // 4 users with 3 queries each in one expression that reveals them, and 2 pairs of 2 sides.
        card.Parts.ShouldHaveSingleItem().Conversations.ShouldBe(16);
        _export.Lines().Count(l => ExportFixture.Messages(l.GetProperty("messages"))[^2].Text == "How shall I get to the coast on Monday?").ShouldBe(2);
    }

    [Fact]
    public async Task The_same_run_gives_the_same_bytes_in_whatever_order_its_trials_ended()
    {
        await _export.Run();
        _export.Sft();
        var first = File.ReadAllText(_export.Out);
        File.Delete(_export.Out);
        File.Delete(_export.Out + ".card.json");
        var log = Path.Combine(_export.Folder.Location, "trials.jsonl");
        File.WriteAllLines(log, File.ReadAllLines(log).Reverse());

        _export.Sft();

        File.ReadAllText(_export.Out).ShouldBe(first);
    }

    [Fact]
    public async Task Answers_that_cannot_be_learned_from_are_left_out_and_counted()
    {
        _export.Finish = user => user switch { "u1" => ChatFinishReason.Length, "u2" => ChatFinishReason.ContentFilter, _ => ChatFinishReason.Stop };
        _export.Final = (user, _) => user == "u3" ? "<think>Who is it?</think>  " : $"For {user}.";
        await _export.Run();

        var card = _export.Sft();

        card.LeftOut.ShouldBe(new Dictionary<string, int> { ["cut off"] = 4, ["refused"] = 4, ["empty or unreadable"] = 4 }, ignoreOrder: true);
        card.Parts[0].Users.ShouldBe(["u4"]);
    }

    [Fact]
    public async Task An_answer_that_repeats_a_step_of_its_method_is_left_out()
    {
        _export.Final = (user, _) => user == "u1" ? $"I noted: [\"{ExportFixture.StepText} u1\"]" : "Done.";
        await _export.Run();

        _export.Sft().LeftOut.ShouldBe(new Dictionary<string, int> { ["repeats a step of its method"] = 4 });
    }

    [Fact]
    public async Task What_a_model_thought_between_tags_of_its_own_is_no_part_of_the_answer()
    {
        _export.Final = (_, _) => "<think>secret</think>The answer.";
        await _export.Run();

        _export.Sft();

        _export.Answers().Distinct().ShouldBe(["The answer."]);
    }

    [Theory]
    [InlineData("{\"messages\": []}\n{\"role\": \"user\"}")]
    [InlineData("null\0byte, \u2028 line, 😀, <|im_end|> and \"quotes\"")]
    [InlineData("```json\n[1]\n```\r\n")]
    public async Task An_answer_of_any_kind_stays_one_line_and_comes_back(string answer)
    {
        _export.Final = (_, _) => answer;
        await _export.Run();

        _export.Sft();

        _export.Lines().Count.ShouldBe(16);
        _export.Answers().Distinct().ShouldBe([answer.Trim()]);
    }

    [Fact]
    public async Task In_OpenAI_s_format_only_the_answer_is_learned()
    {
        await _export.Run();

        _export.Sft(new() { Format = TrainingFormat.Openai });

        foreach (var line in _export.Lines())
        {
            var messages = line.GetProperty("messages").EnumerateArray().ToList();
            messages[^1].TryGetProperty("weight", out _).ShouldBeFalse();
            foreach (var message in messages[..^1])
                (message.TryGetProperty("weight", out var weight) ? weight.GetInt32() : 1).ShouldBe(message.GetProperty("role").GetString() == "assistant" ? 0 : 1);
        }

        var summary = TrainingFile.Check(_export.Out);
        (summary.Examples, summary.LearnedWhole).ShouldBe((16, 0));
    }

    [Fact]
    public async Task A_file_for_Trl_is_no_file_for_OpenAI()
    {
        await _export.Run();
        _export.Sft();

        Should.Throw<BadInputException>(() => TrainingFile.Check(_export.Out)).Message.ShouldContain("is in TRL's format");

        File.WriteAllText(_export.Out + ".card.json", "mine");
        TrainingFile.Check(_export.Out).LearnedWhole.ShouldBe(16, "without a card it may be meant");
    }

    [Fact]
    public async Task As_prompt_and_completion_the_answer_stands_alone()
    {
        await _export.Run();

        _export.Sft(new() { Format = TrainingFormat.PromptCompletion });

        var line = _export.Lines()[0];
        ExportFixture.Messages(line.GetProperty("prompt"))[^1].Role.ShouldBe("user");
        ExportFixture.Messages(line.GetProperty("completion")).ShouldHaveSingleItem().Role.ShouldBe("assistant");
    }

    [Fact]
    public async Task Only_pairs_that_passed_are_kept_where_that_is_asked()
    {
        _export.Final = (user, _) => user is "u3" or "u4" ? "The same for everybody, whoever asks, in words long enough to be shown." : $"For {user}.";
        await _export.Run();

        var card = _export.Sft(new() { OnlyPassed = true });

        card.Parts[0].Queries.ShouldBe(["pair-food"]);
        card.LeftOut["pair did not pass"].ShouldBe(2);
        card.LeftOut["no verdict"].ShouldBe(12, "queries are not matched with anything");
    }

    [Fact]
    public async Task An_answer_that_was_made_again_after_its_verdict_has_none()
    {
        await _export.Run();
        _export.Edit(line => line.Contains("pair-food") && line.Contains("workflow") ? line.Replace("Thought out for u1", "Thought again for u1") : line);

        _export.Sft(new() { OnlyPassed = true }).Parts[0].Queries.ShouldBe(["pair-travel"]);
    }

    [Fact]
    public async Task The_same_conversation_stands_in_the_file_once_and_its_questions_in_the_card()
    {
        ComparedTwice();
        await _export.Run();

        var card = _export.Sft();

        File.ReadAllLines(_export.Out).ShouldBeUnique();
        card.Parts[0].Conversations.ShouldBe(15, "u1 is asked the same on the same history in two pairs");
        card.LeftOut.ShouldBe(new Dictionary<string, int> { ["same as another conversation"] = 1 });
        card.Parts[0].Queries.ShouldContain("pair-food");
        card.Parts[0].Queries.ShouldContain("pair-again");
    }

    [Theory]
    [InlineData("For u3.", 3, null, 1)]
    [InlineData("For u1.", 2, 2, null)]
    public async Task A_conversation_of_two_pairs_is_kept_where_one_of_them_passed(string third, int kept, int? failed, int? same)
    {
        ComparedTwice();
        _export.Final = (user, _) => user == "u3" ? third : $"For {user}.";
        await _export.Run();

        var card = _export.Sft(new() { OnlyPassed = true });

        card.Parts[0].Conversations.ShouldBe(kept);
        card.LeftOut.GetValueOrDefault("pair did not pass").ShouldBe(failed ?? 0);
        card.LeftOut.GetValueOrDefault("same as another conversation").ShouldBe(same ?? 0);
    }

    [Fact]
    public async Task Without_verdicts_nothing_has_passed()
    {
        await _export.Run();
        File.Delete(Path.Combine(_export.Folder.Location, "verdicts.jsonl"));

        Should.Throw<BadInputException>(() => _export.Sft(new() { OnlyPassed = true })).Message.ShouldContain("has no verdicts on pairs");
    }

    [Fact]
    public async Task The_card_says_where_it_all_comes_from()
    {
        await _export.Run();

        var card = _export.Sft();

        (card.Kind, card.Model, card.Method).ShouldBe(("sft", "test:model", "workflow"));
        card.Identity.DatasetHash.ShouldBe(_export.Data.Open().Hash);
        File.ReadAllText(_export.Out + ".card.json").ShouldContain("\"file_format\": \"trl\"");
        card.Parts[0].LongestTokens.ShouldBeGreaterThan(20);
        card.Parts[0].Tokens.ShouldBeGreaterThan(card.Parts[0].LongestTokens);
    }

    [Fact]
    public async Task A_dataset_that_has_changed_since_the_run_is_refused()
    {
        await _export.Run();
        _export.Data.Set("sessions.jsonl", 1, "turns", """[{"user": "u1 on p1, changed.", "assistant": ""}]""");

        Should.Throw<BadInputException>(() => _export.Sft()).Message.ShouldContain("is not the dataset of the run");
    }

    [Fact]
    public async Task A_history_that_comes_out_otherwise_than_in_the_run_is_refused()
    {
        await _export.Run();
        _export.Edit(line => System.Text.RegularExpressions.Regex.Replace(line, "\"history_tokens\":\\d+", "\"history_tokens\":7777"));

        Should.Throw<BadInputException>(() => _export.Sft()).Message.ShouldContain("has a history of 7777 tokens");
        File.Exists(_export.Out).ShouldBeFalse();
    }

    [Fact]
    public async Task A_torn_last_line_is_no_answer_and_a_broken_one_before_it_is_damage()
    {
        await _export.Run();
        var log = Path.Combine(_export.Folder.Location, "trials.jsonl");
        File.AppendAllText(log, "{\"key\":\"to");
        _export.Sft().Parts[0].Conversations.ShouldBe(16);
        File.Delete(_export.Out);
        File.Delete(_export.Out + ".card.json");
        File.AppendAllText(log, "\n" + File.ReadLines(log).First() + "\n");

        Should.Throw<BadInputException>(() => _export.Sft()).Message.ShouldContain("trials.jsonl:");
    }

    [Theory]
    [InlineData("rag", "has no open answers by the method 'rag'")]
    [InlineData("magic", "magic")]
    public async Task A_method_that_the_run_does_not_have_is_refused(string method, string expected)
    {
        await _export.Run();

        Should.Throw<BadInputException>(() => _export.Sft(new() { Method = method })).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task Of_several_models_one_must_be_named()
    {
        _export.Experiment = _export.Experiment with { Models = ["test:model", "embedded:generic"] };
        await _export.Run();

        Should.Throw<BadInputException>(() => _export.Sft()).Message.ShouldContain("--model: embedded:generic or test:model");
        Should.Throw<BadInputException>(() => _export.Sft(new() { Model = "gpt" })).Message.ShouldContain("gave no answers");
        _export.Sft(new() { Model = "embedded:generic" }).Model.ShouldBe("embedded:generic");
    }

    [Fact]
    public async Task What_is_there_is_not_written_over()
    {
        await _export.Run();
        File.WriteAllText(_export.Out + ".card.json", "mine");

        Should.Throw<BadInputException>(() => _export.Sft()).Message.ShouldContain("already exists");
        File.Exists(_export.Out).ShouldBeFalse();
        File.ReadAllText(_export.Out + ".card.json").ShouldBe("mine");
    }

    [Fact]
    public async Task A_cancelled_export_leaves_nothing_behind()
    {
        await _export.Run();

        Should.Throw<OperationCanceledException>(() => TrainingExporter.Sft(_export.Folder, _export.Out, null, new CancellationToken(canceled: true)));

        Directory.EnumerateFiles(_export.Data.Root).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_history_of_100_000_turns_is_one_line_that_can_be_checked()
    {
        var turns = string.Join(',', Enumerable.Range(1, 100_000).Select(i => $$"""{"user": "u1 on p1, turn {{i}}.", "assistant": "ok"}"""));
        _export.Data.Set("sessions.jsonl", 1, "turns", $"[{turns}]");
        _export.Experiment = _export.Experiment with { Tasks = ["pair"], LimitUsers = 2 };
        await _export.Run();

        var card = _export.Sft(new() { Format = TrainingFormat.Openai });

        card.Parts[0].LongestLine.ShouldBe(1);
        ExportFixture.Messages(_export.Lines()[0].GetProperty("messages")).Count.ShouldBe(200_000 + 2 + 2);
        TrainingFile.Check(_export.Out, fewest: 1).LongestTokens.ShouldBe(card.Parts[0].LongestTokens);
    }

    /// <summary>The first user is asked the same on the same history in another pair, with the third user.</summary>
    private void ComparedTwice() => _export.Data.Write("pairs.jsonl", ExportFixture.Pair("food", "u1", "u2", "What now?") + ExportFixture.Pair("again", "u1", "u3", "What now?"));
}
