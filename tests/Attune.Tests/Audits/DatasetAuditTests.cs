using System.Text.Json;
using Attune.Audits;
using Attune.Datasets;
using Attune.Models;
using Attune.Runs;
using Attune.Synthesis;
using Attune.Tests.Datasets;
using Attune.Tests.Runs;
using Attune.Tokens;

namespace Attune.Tests.Audits;

public sealed class DatasetAuditTests : IDisposable
{
    private readonly TinyDataset _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public async Task Every_gate_gives_a_verdict_and_the_card_keeps_it_without_changing_the_hash()
    {
        var dataset = _tiny.Open();

        var report = await new DatasetAudit(dataset, time: new Noon()).RunAsync();

        report.Gates.Select(g => g.Gate).ShouldBe(["guessability", "leakage", "preservation", "consistency", "diversity", "lengths"]);
        (report.Dataset, report.DatasetHash, report.Users, report.OfUsers, report.CostUsd).ShouldBe(("tiny", dataset.Hash, 2, 2, 0));
        report.Keep(dataset).ShouldBeNull();
        var again = _tiny.Open();
        again.Hash.ShouldBe(dataset.Hash);
        var kept = again.Card.Extra.ShouldNotBeNull()["audit"];
        kept.GetProperty("date").GetDateTimeOffset().ShouldBe(Noon.Time);
        kept.GetProperty("gates")[0].GetProperty("gate").GetString().ShouldBe("guessability");
        kept.GetRawText().ShouldNotContain("findings");
    }

    [Fact]
    public async Task A_second_audit_takes_the_place_of_the_first()
    {
        for (var i = 0; i < 2; i++) (await new DatasetAudit(_tiny.Open()).RunAsync()).Keep(_tiny.Open()).ShouldBeNull();

        File.ReadAllText(_tiny.PathOf("dataset.json")).Split("\"audit\"").Length.ShouldBe(2);
    }

    [Fact]
    public async Task An_audit_of_some_users_and_one_of_the_starter_are_not_kept()
    {
        var some = await new DatasetAudit(_tiny.Open(), new() { LimitUsers = 1 }).RunAsync();
        var starter = await new DatasetAudit(Dataset.Open("starter"), new() { LimitUsers = 1 }).RunAsync();

        (some.Users, some.OfUsers).ShouldBe((1, 2));
        some.Keep(_tiny.Open()).ShouldBe("only 1 of 2 users were looked at");
        starter.Keep(Dataset.Open("starter")).ShouldNotBeNull().ShouldContain("starter");
        File.ReadAllText(_tiny.PathOf("dataset.json")).ShouldNotContain("audit");
    }

    [Fact]
    public async Task A_card_that_cannot_be_written_is_a_reason_and_no_crash()
    {
        var dataset = _tiny.Open();
        var report = await new DatasetAudit(dataset).RunAsync();
        Directory.CreateDirectory(_tiny.PathOf("dataset.json.partial"));

        report.Keep(dataset).ShouldNotBeNull().ShouldContain("cannot be written");
    }

    [Fact]
    public async Task Same_dataset_and_seed_same_findings()
    {
        var one = await new DatasetAudit(_tiny.Open(), new() { Concurrency = 1 }, time: new Noon()).RunAsync();
        var two = await new DatasetAudit(_tiny.Open(), new() { Concurrency = 16 }, time: new Noon()).RunAsync();

        Json(two).ShouldBe(Json(one));

        static string Json(AuditReport report) => JsonSerializer.Serialize(report with { Seconds = 0 }, AttuneJson.Lines.AuditReport);
    }

    [Fact]
    public async Task A_model_is_asked_blind_and_for_its_opinion_within_the_budget()
    {
        var model = new FakeModel(q => q.StartsWith('{') ? """{"reveals": false, "words": "", "preference": "Does not eat what p1 names."}""" : FakeModel.Obliging(q));

        var report = await new DatasetAudit(_tiny.Open(), new() { Model = "test:model" }, Resolve(model)).RunAsync();

        // Six queries: choice and two statements each; six leak checks, four random conversations; six extractions.
        model.Calls.ShouldBe(6 * 3 + 6 + 4 + 6);
        report.Model.ShouldBe("test:model");
        report.CostUsd.ShouldBeNull();
        await Should.ThrowAsync<BudgetReachedException>(() => new DatasetAudit(_tiny.Open(), new() { Model = "test:model", MaxTokens = 49_300 }, Resolve(new FakeModel(FakeModel.Obliging), maxOutput: 49_000)).RunAsync());
    }

    [Fact]
    public async Task An_embedded_model_guesses_and_gives_no_opinion()
    {
        var report = await new DatasetAudit(_tiny.Open(), new() { Model = "embedded:random" }).RunAsync();

        var checks = report.Gates.SelectMany(g => g.Checks).Select(c => c.Name).ToList();
        checks.ShouldContain("multiple-choice, embedded:random");
        checks.ShouldNotContain(c => c.Contains("model", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_that_cannot_be_kept_are_refused_before_anything_is_asked()
    {
        Should.Throw<BadInputException>(() => new DatasetAudit(_tiny.Open(), new() { LimitUsers = 0 }));
        Should.Throw<BadInputException>(() => new DatasetAudit(_tiny.Open(), new() { Model = "test:model", MaxCost = 1 }, Resolve(new FakeModel(_ => "")))).Message.ShouldContain("price");
        Should.Throw<BadInputException>(() => new DatasetAudit(_tiny.Open(), new() { Model = "embedded:nobody" }));
    }

    [Fact]
    public async Task Cancelled_it_stops_and_leaves_no_folder_behind()
    {
        using var stop = new CancellationTokenSource();
        var options = new AuditOptions { Progress = p => { if (p.Gate == "guessability") stop.Cancel(); } };

        await Should.ThrowAsync<OperationCanceledException>(() => new DatasetAudit(_tiny.Open(), options).RunAsync(stop.Token));
    }

    [Fact]
    public async Task What_offends_in_a_generated_dataset_is_made_again_by_its_key_and_nothing_else()
    {
        var folder = Path.Combine(_tiny.Root, "generated");
        var plan = new RealPrefPlan { Name = "generated", Users = 2, Model = "embedded:simulator", RandomTurns = 9 };
        await new RealPrefPipeline(plan, folder).RunAsync();
        var dataset = Dataset.Open(folder);
        var report = await new DatasetAudit(dataset).RunAsync();
        AuditFinding[] findings =
        [
            new("u00001-p01-q", "queries.jsonl:1", ""), new("u00001-p02-direct", "sessions.jsonl:1", ""), new("u00001-p02-stylistic", "sessions.jsonl:1", ""),
            new("u00002-life-01", "sessions.jsonl:1", ""), new("random-0002", "sessions.jsonl:1", ""), new("u00002-g1", "preferences.jsonl:1", ""), new("u00001", "profiles.jsonl:1", ""),
        ];
        AuditCheck Check(GateVerdict verdict, params AuditFinding[] found) => new AuditCheck { Name = "x", Verdict = verdict }.With(found);
        var failing = report with { Gates = [GateResult.Of("g", [Check(GateVerdict.Fail, findings), Check(GateVerdict.Pass, new AuditFinding("u00002-p01-q", "queries.jsonl:9", ""))])] };

        var keys = FailedArtefacts.KeysOf(failing, dataset);

        keys.ShouldBe(["u00001", "u00002/generalized", "u00001-p02/expressions", "u00002-life-01", "random-0002", "u00001-p01-q"]);
        var made = await new RealPrefPipeline(plan, folder, options: new() { Redo = ["random-0002"] }).RunAsync();
        made.Made.ShouldBe(1);
        (await new RealPrefPipeline(plan, folder, options: new() { Redo = keys }).RunAsync()).Made.ShouldBeGreaterThan(20);
        Dataset.Validate(folder).ShouldBeEmpty();
    }

    private static Func<ModelName, MessageTokens, ChatModel> Resolve(FakeModel model, int? maxOutput = null) =>
        (name, tokens) => name.Text == "test:model" ? new(name, model) { MaxOutput = maxOutput } : EmbeddedModels.Create(name, tokens);

    private sealed class Noon : TimeProvider
    {
        public static readonly DateTimeOffset Time = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Time;
    }
}
