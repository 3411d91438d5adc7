using Attune.Runs;

namespace Attune.Tests.Runs;

/// <summary>What a run refuses or notes before it begins.</summary>
public sealed class RunnerRefusalTests : IDisposable
{
    private readonly RunFixture _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Two_runs_in_one_folder_at_once_are_refused()
    {
        var refused = new List<string>();
        _run.Experiment = _run.Experiment with { Tasks = ["multiple-choice"] };
        _run.Model = new(async (question, token) =>
        {
            if (refused.Count < 2) refused.Add((await Should.ThrowAsync<BadInputException>(() => _run.Runner().RunAsync(token))).Message);
            RunFolder.Open(_run.Out).ReadTrials().Count().ShouldBeLessThan(12, "a report may read along");
            return FakeModel.Obliging(question);
        });

        (await _run.Run()).Totals!.Done.ShouldBe(12);

        refused.ShouldBe(Enumerable.Repeat($"{_run.Out}: is in use by process {Environment.ProcessId}. Wait until that ends, end it ('kill {Environment.ProcessId}' leaves a run that can be resumed), or choose another --out", 2));
        (await _run.Run()).Totals!.Skipped.ShouldBe(12);
        Directory.EnumerateFiles(_run.Out).Select(Path.GetFileName).Order().ShouldBe(["run.json", "trials.jsonl"]);
    }

    [Fact]
    public async Task A_run_is_not_continued_as_another_one()
    {
        await _run.Run();
        var prompts = Directory.CreateDirectory(Path.Combine(_run.Data.Root, "prompts")).FullName;
        File.WriteAllText(Path.Combine(prompts, "method-reminder.hbs"), "Remember me.");

        Refusal(() => _run.Experiment with { Seed = 5 }).ShouldContain("(seed: 0 / 5)");
        Refusal(() => _run.Experiment with { Judge = "embedded:judge" }).ShouldContain("(judge: test:judge / embedded:judge)");
        Refusal(() => _run.Experiment with { Prompts = prompts }).ShouldMatch(@"\(prompts hash: [0-9a-f]{12} / [0-9a-f]{12}\)");
        _run.Data.Edit("queries.jsonl", text => text + "\n");
        Refusal(() => _run.Experiment).ShouldMatch(@"\(dataset hash: [0-9a-f]{12} / [0-9a-f]{12}\)");

        string Refusal(Func<Experiment> other)
        {
            var own = _run.Experiment;
            _run.Experiment = other();
            var e = Should.Throw<BadInputException>(_run.Runner);
            _run.Experiment = own;
            e.Faults.ShouldHaveSingleItem().Mend.ShouldBe("Choose another --out, or go back to what that run was made with");
            return e.Message;
        }
    }

    [Fact]
    public async Task A_run_that_began_in_the_meantime_is_not_continued_as_another_one()
    {
        var late = _run.Runner();
        _run.Experiment = _run.Experiment with { Seed = 5 };
        await _run.Run();

        (await Should.ThrowAsync<BadInputException>(() => late.RunAsync())).Message.ShouldContain("(seed: 5 / 0)");

        _run.Record().Identity.Seed.ShouldBe(5);
    }

    [Fact]
    public async Task A_model_does_not_judge_itself_unless_allowed()
    {
        _run.Experiment = _run.Experiment with { Judge = "test:model" };
        Should.Throw<BadInputException>(_run.Runner).Message.ShouldBe("judge 'test:model': is one of the models it would judge. Choose another --judge, or say --allow-self-judge");

        _run.Experiment = _run.Experiment with { AllowSelfJudge = true };
        (await _run.Run()).Totals!.Unjudged.ShouldBe(12);
    }

    [Theory]
    [InlineData("model", "model 'test:nobody': is not known")]
    [InlineData("judge", "model 'test:nobody': is not known")]
    [InlineData("method", "method 'magic': is not known. Use no-history, zero-shot, reminder, few-shot-cot, rag, task-description, prefix-cot, cot, workflow, self-critic, oracle")]
    [InlineData("context", "context 'huge': is not a context plan")]
    [InlineData("expression", "expression 'stylistic': is not in the dataset. Use direct, experience")]
    [InlineData("task", "task 'essay': is not known. Use multiple-choice, true-false, open-ended")]
    [InlineData("preferences", "preferences 'secret': is not known. Use original, generalized")]
    [InlineData("users", "limit_users: is below 1")]
    [InlineData("dataset", "nowhere: no such dataset")]
    public void What_is_not_known_is_refused_before_anything_is_written(string what, string expected)
    {
        _run.Experiment = what switch
        {
            "model" => _run.Experiment with { Models = ["test:model", "test:nobody"] },
            "judge" => _run.Experiment with { Judge = "test:nobody" },
            "method" => _run.Experiment with { Methods = ["magic"] },
            "context" => _run.Experiment with { Contexts = ["simple", "huge"] },
            "expression" => _run.Experiment with { Expressions = ["stylistic"] },
            "task" => _run.Experiment with { Tasks = ["essay"] },
            "preferences" => _run.Experiment with { Preferences = ["secret"] },
            "users" => _run.Experiment with { LimitUsers = 0 },
            _ => _run.Experiment with { Dataset = "nowhere" },
        };

        Should.Throw<BadInputException>(_run.Runner).Message.ShouldStartWith(expected);
        Directory.Exists(_run.Out).ShouldBeFalse();
        _run.Model.Calls.ShouldBe(0);
    }

    [Fact]
    public void A_plan_that_needs_random_sessions_is_refused_where_there_are_none()
    {
        using var run = new RunFixture(randomSessions: 0);
        run.Experiment = run.Experiment with { Contexts = ["normal"] };

        Should.Throw<BadInputException>(run.Runner).Message.ShouldStartWith("context 'normal': needs random sessions, and the dataset has none.");
    }

    [Theory]
    [InlineData("interval=5000", "tokens and the plan asks for 5,000,")]
    [InlineData("tail-turns=5", "it holds 4 turns and the plan asks for 5,")]
    [InlineData("interval=5000,tail-turns=1", "and the plan asks for 5,000,")]
    public async Task A_pool_that_is_too_small_is_noted(string context, string expected)
    {
        _run.Experiment = _run.Experiment with { Contexts = [context] };

        var notes = await RunNotesOf(_run);

        notes.ShouldContain(n => n.StartsWith($"The random pool is too small for context '{context}': ") && n.Contains(expected) && n.EndsWith("so random sessions repeat."));
    }

    [Fact]
    public async Task A_pool_that_is_large_enough_is_not_noted()
    {
        _run.Experiment = _run.Experiment with { Contexts = ["simple", "interval=40,tail-turns=4"] };

        (await RunNotesOf(_run)).ShouldBe(["With 2 users, intervals are wide: they speak of other users, not of other questions to the same ones."]);
    }

    internal static async Task<IReadOnlyList<string>> RunNotesOf(RunFixture run)
    {
        run.Experiment = run.Experiment with { Tasks = ["multiple-choice"] };
        return (await run.Run()).Notes;
    }
}
