using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attune.Tests.Runs;

/// <summary>The shape of a run's files, pinned.</summary>
public sealed partial class RunFormatTests : IDisposable
{
    private readonly RunFixture _run = new(users: 1);

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_choice_is_logged_in_this_shape()
    {
        await _run.Run();

        Line("u1-p1-q", "zero-shot", "multiple-choice").ShouldBe(
            """{"key":"7f2c0b71465a1d78eb053c7b","condition":{"dataset":"tiny","model":"test:model","method":"zero-shot","expression":"direct","context":"simple","task":"multiple-choice","preferences":"original"},"user_id":"u1","query_id":"u1-p1-q","outcome":"scored","scores":{"accuracy":1},"answer":"A","choice":"A","expected":"A","option_order":["B","C","D","A"],"evidence":{"turns":1,"in_prompt":1,"distance":13},"history_tokens":37,"prompt_hash":"HASH","usage":{"input":10,"cached":0,"output":2},"latency_ms":0,"attempts":1}""");
    }

    [Fact]
    public async Task A_judged_answer_is_logged_in_this_shape()
    {
        await _run.Run();

        Line("u1-p1-q", "no-history", "open-ended").ShouldBe(
            """{"key":"6e4d2a2fed2215427f32614d","condition":{"dataset":"tiny","model":"test:model","method":"no-history","task":"open-ended","preferences":"original"},"user_id":"u1","query_id":"u1-p1-q","outcome":"scored","scores":{"awareness":4,"alignment":4,"quality":4},"answer":"Bake some bread.","verdicts":{"awareness":{"state":"scored","score":4,"rationale":"It fits."},"alignment":{"state":"scored","score":4,"rationale":"It fits."},"quality":{"state":"scored","score":4,"rationale":"It fits."}},"history_tokens":0,"prompt_hash":"HASH","usage":{"input":10,"cached":0,"output":2},"latency_ms":0,"attempts":1,"judge_usage":{"input":30,"cached":0,"output":6},"judge_latency_ms":0,"judge_attempts":3}""");
    }

    [Fact]
    public async Task A_failed_trial_is_logged_in_this_shape()
    {
        _run.Model = new(_ => throw new InvalidOperationException("Down."));
        await _run.Run();

        Line("u1-p1-q", "no-history", "true-false").ShouldBe(
            """{"key":"5c5ae6de46d82280f9da2972","condition":{"dataset":"tiny","model":"test:model","method":"no-history","task":"true-false","preferences":"original"},"user_id":"u1","query_id":"u1-p1-q","form":"true","outcome":"failed","scores":{},"expected":"yes","history_tokens":0,"prompt_hash":"HASH","usage":{"input":0,"cached":0,"output":0},"latency_ms":0,"attempts":1,"error":"Down."}""");
    }

    [Fact]
    public async Task A_cut_answer_of_unknown_usage_is_logged_in_this_shape()
    {
        _run.Model = new(FakeModel.Obliging) { Counts = false, Finish = Microsoft.Extensions.AI.ChatFinishReason.Length };
        _run.Known = m => m with { Price = new(1, 1), MaxOutput = 16 };
        await _run.Run();

        var line = Line("u1-p1-q", "no-history", "true-false");

        line.ShouldContain("""{"accuracy":1},"answer":"Yes","finish":"length","choice":"yes",""");
        line.ShouldMatch("\"attempts\":1,\"attempts_without_usage\":1,\"reserved_tokens\":[0-9]+,\"reserved_usd\":[0-9.E-]+}$");
        line.ShouldNotContain("cost_usd");
    }

    [Fact]
    public async Task A_run_is_recorded_in_this_shape()
    {
        _run.Experiment = _run.Experiment with { Seed = 7 };
        _run.Known = m => m with { Price = new(2.5, 15, 0.25) { LongContext = new(272_000, new(5, 22.5)) }, PriceAsOf = new(2026, 7, 10), ContextWindow = 1_050_000 };
        await _run.Run();

        var json = File.ReadAllText(Path.Combine(_run.Out, "run.json")).Replace(_run.Data.Folder, "DATASET");
        json = Version().Replace(Hashes().Replace(json, "HASH"), "\"version\": \"V\"");
        json.ShouldBe("""
            {
              "format": "attune-run/1",
              "identity": {
                "dataset": "tiny",
                "dataset_hash": "HASH",
                "prompts_hash": "HASH",
                "judge": "test:judge",
                "seed": 7,
                "version": "V"
              },
              "experiment": {
                "dataset": "DATASET",
                "models": [
                  "test:model"
                ],
                "judge": "test:judge",
                "tasks": [
                  "multiple-choice",
                  "true-false",
                  "open-ended",
                  "pair"
                ],
                "expressions": [
                  "direct"
                ],
                "contexts": [
                  "simple"
                ],
                "methods": [
                  "zero-shot"
                ],
                "preferences": [
                  "original",
                  "generalized"
                ],
                "seed": 7
              },
              "status": "done",
              "started": "2025-06-01T12:00:00+00:00",
              "stopped": "2025-06-01T12:00:00+00:00",
              "totals": {
                "planned": 24,
                "done": 24,
                "skipped": 0,
                "invalid": 0,
                "unjudged": 0,
                "refused": 0,
                "failed": 0
              },
              "notes": [
                "With 1 user there are no intervals: they speak of other users, and one says nothing about others."
              ],
              "models": {
                "test:judge": {},
                "test:model": {
                  "price": {
                    "input": 2.5,
                    "output": 15,
                    "cached_input": 0.25,
                    "long_context": {
                      "above": 272000,
                      "price": {
                        "input": 5,
                        "output": 22.5
                      }
                    }
                  },
                  "price_as_of": "2026-07-10",
                  "context_window": 1050000
                }
              }
            }

            """);
    }

    [Fact]
    public async Task Unknown_fields_of_a_trial_are_kept()
    {
        await _run.Run();
        var line = File.ReadLines(_run.Log).First();
        var marked = line[..^1] + ",\"mine\":{\"a\":[1.0,null]}}";

        JsonSerializer.Serialize(JsonSerializer.Deserialize(marked, AttuneJson.Lines.TrialRecord)!, AttuneJson.Lines.TrialRecord).ShouldBe(marked);
    }

    private string Line(string query, string method, string task)
    {
        var key = _run.Of(query, method, task)[0].Key;
        return Masked().Replace(File.ReadLines(_run.Log).Single(l => l.Contains($"\"key\":\"{key}\"", StringComparison.Ordinal)), m => m.Groups["name"].Value + (m.Groups["name"].Value.Contains("latency", StringComparison.Ordinal) ? "0" : "\"HASH\""));
    }

    /// <summary>What the clock and the wording of the prompts decide.</summary>
    [GeneratedRegex("(?<name>\"(?:judge_)?latency_ms\":)[0-9.E+-]+|(?<name>\"prompt_hash\":)\"[0-9a-f]{32}\"")]
    private static partial Regex Masked();

    [GeneratedRegex("(?<=\")[0-9a-f]{64}(?=\")")]
    private static partial Regex Hashes();

    [GeneratedRegex("\"version\": \"[^\"]+\"")]
    private static partial Regex Version();
}
