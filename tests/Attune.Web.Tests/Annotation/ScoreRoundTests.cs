using System.Text.Json;
using System.Text.RegularExpressions;
using Attune.Judging;
using Attune.Models;
using Attune.Runs;
using Attune.Tokens;
using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Annotation;

/// <summary>A round of rubric scores from the making of it to the check of a judge, by forms alone.</summary>
public sealed class ScoreRoundTests : IAsyncLifetime
{
    private RunningConsole _console = null!;
    private Visitor _owner = null!;
    private Visitor _anna = null!;
    private Visitor _bert = null!;
    private RunFolder _run = null!;

    public async Task InitializeAsync()
    {
        _console = await RunningConsole.StartAsync();
        _run = await SampleRun.MakeAsync(_console.Folder, "open", SampleRun.Experiment with { Tasks = ["open-ended", "multiple-choice"] });
        (_owner, _anna, _bert) = (await _console.VisitAsync(Role.Owner), await _console.VisitAsync(Role.Annotator), await _console.VisitAsync(Role.Annotator));
    }

    public async Task DisposeAsync()
    {
        foreach (var visitor in (Visitor[])[_owner, _anna, _bert]) visitor.Dispose();
        await _console.DisposeAsync();
    }

    [Fact]
    public async Task What_two_annotators_score_and_the_owner_settles_is_a_set_that_checks_a_judge()
    {
        var round = await MakeAsync(6);
        await _anna.AnswerAllAsync(round, (_, n) => n == 5 ? [("answer", "none")] : Scores(3, 4, 2));
        await _bert.AnswerAllAsync(round, (page, _) => Scores(4, 4, 2));
        var shown = await _owner.SettleFirstAsync(round, _ => Scores(5, 5, 5));
        shown.Main.ShouldContain("annotator-");

        (await _owner.WriteRoundAsync(round)).Status.ShouldBe(303);

        var path = Path.Combine(_run.Location, $"calibration-{round}.jsonl");
        var set = CalibrationAnswer.Read(path);
        (await _owner.ExportAsync(round, "files/calibration.jsonl")).ShouldBe(await File.ReadAllLinesAsync(path));
        set.Select(a => string.Join(' ', a.Scores.Values)).Order().ShouldBe(["3 4 2", "3 4 2", "3 4 2", "3 4 2", "5 5 5"]); // one cannot be judged
        var trials = _run.ReadTrials().ToDictionary(t => t.Key);
        set.ShouldAllBe(a => a.Answer == trials[a.Id].Answer && trials[a.Id].Condition.Task == "open-ended");

        using var judge = EmbeddedModels.Create(ModelName.Parse("embedded:judge"), new MessageTokens(Tokenizer.Default)).Client;
        var check = await JudgeCheck.RunAsync("embedded:judge", new Judge(judge), set);
        check.Answers.ShouldBe(5);
        check.Dimensions.Values.ShouldAllBe(d => d.Scored == 5);
    }

    [Fact]
    public async Task An_annotator_sees_case_and_rubrics_and_nothing_of_model_method_or_judge()
    {
        var round = await MakeAsync(6);
        var names = new Regex("embedded|lexical|window|zero-shot|\\brag\\b|interval=|judge:|expression", RegexOptions.IgnoreCase);
        var trials = _run.ReadTrials().Where(t => t.Condition.Task == "open-ended").ToList();

        await _anna.AnswerAllAsync(round, (page, _) =>
        {
            names.Match(page.Text).Value.ShouldBe("");
            trials.ShouldContain(t => page.Main.Contains(t.Answer!.Split('\n')[0].Trim('*', '#', ' ')));
            page.Document.QuerySelectorAll("fieldset legend").Select(l => l.TextContent).ShouldBe(["Awareness", "Alignment", "Quality"]);
            page.Document.QuerySelectorAll("input[type=radio]").Select(r => r.GetAttribute("value")).ShouldBe(["1", "2", "3", "4", "5", "1", "2", "3", "4", "5", "1", "2", "3", "4", "5"]);
            page.Main.ShouldContain("Does what the answer suggests fit the preference?");
            return Scores(1, 2, 3);
        });
    }

    [Fact]
    public async Task Scores_that_are_missing_or_none_are_not_taken()
    {
        var round = await MakeAsync(2);
        var page = await _anna.NextTaskAsync(round);
        foreach (var fields in ((string, string)[][])[
            [("answer", "scores")], [("answer", "scores"), ("awareness", "3"), ("alignment", "3")], [.. Scores(3, 3, 6)], [.. Scores(3, 3, 0)],
            [.. Scores(3, 3, 3).Where(f => f.Item1 != "answer"), ("answer", "left")], [.. Scores(3, 3, 3), ("quality", "4")], [("answer", "scores"), ("awareness", "٣"), ("alignment", "3"), ("quality", "3")]])
            (await _anna.SubmitAsync(page, page.TaskForm(), fields)).Status.ShouldBe(400);

        (await _owner.ExportAsync(round, "verdicts.jsonl")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_owner_sees_agreement_in_each_dimension_and_settles_as_blindly_as_annotators_score()
    {
        var round = await MakeAsync(5);
        await _anna.AnswerAllAsync(round, (_, n) => [.. Scores(1 + n, 3, 1 + n % 2), ("comment", "I think so.")]);
        await _bert.AnswerAllAsync(round, (_, n) => Scores(1 + n, n == 0 ? 5 : 3, 1 + n % 2));

        var page = await _owner.GetAsync($"/rounds/{round}");
        page.Main.ShouldContain("Krippendorff's alpha of awareness: 1.00");
        page.Main.ShouldContain("Cohen's kappa of quality: 1.00");
        page.Main.ShouldContain("1 of 1 wait for you");
        page.Document.QuerySelectorAll("th").Select(h => h.TextContent.Trim()).ShouldContain("Mean alignment");
        page.Document.QuerySelectorAll("li.card h3").Select(h => h.TextContent).ShouldBe(["Awareness", "Alignment", "Quality"]);

        var item = await _owner.SettleFirstAsync(round, _ => [.. Scores(2, 4, 3), ("comment", "Between them.")]);
        item.Text.ShouldNotContain("embedded:");
        item.Main.ShouldContain("I think so.");
        (await _owner.GetAsync($"/rounds/{round}")).Main.ShouldContain("0 of 1 wait for you");
        var decided = (await _owner.ExportAsync(round, "verdicts.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).Single(e => e.GetProperty("annotator").GetString() == "adjudicator");
        (decided.GetProperty("alignment").GetInt32(), decided.GetProperty("comment").GetString()).ShouldBe((4, "Between them."));
        CalibrationSet(await _owner.ExportAsync(round, "files/calibration.jsonl")).ShouldContain("2 4 3");

        var path = await _owner.FirstDisputedAsync(round);
        await _owner.SubmitAsync(await _owner.GetAsync(path), path + "/reopen");
        (await _owner.GetAsync($"/rounds/{round}")).Main.ShouldContain("1 of 1 wait for you");
        CalibrationSet(await _owner.ExportAsync(round, "files/calibration.jsonl")).Count.ShouldBe(4);
    }

    [Fact]
    public async Task An_export_has_where_answers_come_from_and_what_the_judge_said()
    {
        var round = await MakeAsync(3, ("method", "rag"), ("opinions", "yes")); // opinions are not offered
        await _anna.AnswerAllAsync(round, (_, _) => [("answer", "none")]);

        var lines = (await _owner.ExportAsync(round, "verdicts.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        lines.Count.ShouldBe(3);
        (await _owner.GetAsync($"/rounds/{round}")).Main.ShouldContain("not offered");
        lines.ShouldAllBe(l => l.GetProperty("method").GetString() == "rag" && l.GetProperty("cannot_be_judged").GetBoolean() && l.GetProperty("awareness").ValueKind == JsonValueKind.Null);
        lines.ShouldAllBe(l => l.GetProperty("judge_awareness").GetInt32() >= 1);
        (await _owner.ExportAsync(round, "verdicts.csv"))[0].ShouldStartWith("round,annotator,trial,user_id,query_id,model,method,expression,context,preferences,cannot_be_judged,awareness,");
    }

    [Fact]
    public async Task Where_nothing_is_settled_nothing_is_written_and_it_is_said_why()
    {
        var round = await MakeAsync(2);
        await _anna.AnswerAllAsync(round, (_, _) => Scores(1, 1, 1));
        await _bert.AnswerAllAsync(round, (_, _) => Scores(5, 5, 5));

        var refused = await _owner.WriteRoundAsync(round);

        refused.Status.ShouldBe(422);
        refused.Main.ShouldContain("has no answer whose scores are settled");
        Directory.EnumerateFiles(_run.Location, "calibration*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Rare_scores_of_the_judge_come_up()
    {
        var open = _run.ReadTrials().Where(t => t.Condition.Task == "open-ended").ToList();
        var rarest = open.CountBy(t => t.Scores["alignment"]).MinBy(c => c.Value).Key;
        var round = await MakeAsync(10);
        await _anna.AnswerAllAsync(round, (_, _) => [("answer", "none")]);

        var drawn = (await _owner.ExportAsync(round, "verdicts.jsonl")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("judge_alignment").GetInt32()).ToList();
        drawn.ShouldContain((int)rarest);
    }

    [Fact]
    public async Task What_cannot_be_a_round_of_scores_is_refused()
    {
        await PairsRun.MakeAsync(_console.Folder);
        (await _owner.GetAsync("/rounds/new?kind=scores&source=tournament")).Status.ShouldBe(404);
        (await _owner.GetAsync("/rounds/new?kind=contests&source=open")).Status.ShouldBe(404);
        (await _owner.GetAsync("/rounds/new?kind=scores&source=..%2F..%2Fetc")).Status.ShouldBe(404);
        (await _owner.GetAsync("/rounds/new?kind=nothing&source=open")).Status.ShouldBe(404);
        (await _anna.GetAsync("/rounds/new?kind=scores&source=open")).Status.ShouldBe(403);
        var page = await _owner.GetAsync("/rounds/new?kind=scores&source=open");
        (string, string)[] good = [("name", "R"), ("annotator", _anna.Account!.Id), ("count", "3"), ("overlap", "1"), ("instructions", "Judge."), ("model", "embedded:lexical")];
        var refused = await _owner.SubmitAsync(page, "/rounds", good);
        (refused.Status, refused.Main.Contains("Choose at least one of the methods.")).ShouldBe((422, true));
        (await _owner.GetAsync("/rounds/nothing/files/calibration.jsonl")).Status.ShouldBe(404);
        var round = await MakeAsync(2);
        (await _owner.GetAsync($"/rounds/{round}/files/other.jsonl")).Status.ShouldBe(404);
        (await _owner.GetAsync($"/rounds/{round}/items/other")).Status.ShouldBe(404);
    }

    private static (string, string)[] Scores(int awareness, int alignment, int quality) => [("answer", "scores"), ("awareness", $"{awareness}"), ("alignment", $"{alignment}"), ("quality", $"{quality}")];

    private static List<string> CalibrationSet(string[] lines) => [.. lines.Select(l => string.Join(' ', JsonDocument.Parse(l).RootElement.GetProperty("scores").EnumerateObject().Select(s => s.Value.GetInt32())))];

    private Task<string> MakeAsync(int count, params (string Name, string Value)[] fields) => _owner.MakeRoundAsync("scores", "open", [_anna, _bert], [("count", $"{count}"), .. fields]);
}
