using Attune.Judging;
using Attune.Reports;
using Attune.Runs;
using Attune.Tests.Runs;

namespace Attune.Tests.Reports;

/// <summary>A run on disk with all that a report shows: two models, four users, methods, contexts, expressions, both kinds of preference, distances, steps and failures.</summary>
public sealed class SampleRun : IDisposable
{
    private static readonly string[] Methods = ["no-history", "zero-shot", "reminder", "workflow", "oracle"];

    private readonly RunOnDisk _run = new();

    public SampleRun(string model = "m", string other = "n", string error = "Down.", long seed = 0, string? about = null)
    {
        foreach (var name in (string[])[model, other])
            for (var user = 1; user <= 4; user++)
                foreach (var method in Methods)
                    Ask(name, $"u{user}", method, better: name == model);
        _run.Add("u1", "u1-late", Of(model, "zero-shot", "multiple-choice", "simple", "direct", "original"), null, t => t with { Outcome = TrialOutcome.Failed, Error = error, Attempts = 5 });
        _run.Add("u1", "u1-vague", Of(model, "zero-shot", "multiple-choice", "simple", "direct", "original"), null, t => t with { Answer = "A or B" });
        Folder.Write(new()
        {
            Format = RunRecord.CurrentFormat,
            Identity = new() { Dataset = "tiny", DatasetHash = new('a', 64), PromptsHash = new('b', 64), Judge = "test:judge", Seed = seed, Version = "0.1.0" },
            Experiment = new() { About = about, Models = [model, other] },
            Status = "failed-trials",
            Started = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero),
            Totals = new() { Planned = 1000 },
            Notes = ["With 4 users, intervals are wide."],
        });
    }

    public RunFolder Folder => _run.Folder;

    public RunDocument Document => RunDocument.Of(Folder, Folder.ReadRecord()!, RunResults.Read(Folder));

    public void Dispose() => _run.Dispose();

    private void Ask(string model, string user, string method, bool better)
    {
        var blind = method == "no-history";
        foreach (var context in blind ? (string?[])[null] : ["simple", "normal"])
            foreach (var expression in blind ? (string?[])[null] : ["direct", "experience"])
                foreach (var kind in (string[])["original", "generalized"])
                {
                    var right = better && !blind && (user != "u4" || method == "oracle") ? 1 : 0;
                    _run.Add(user, $"{user}-{kind}", Of(model, method, "multiple-choice", context, expression, kind), right, t => t with
                    {
                        Evidence = blind ? null : new(1, 1, null, context == "simple" ? 700 : 36_000),
                        Steps = method == "workflow" ? [new("extract", "…", 1, true), new("choose", "…", 1, right == 1)] : null,
                    });
                    _run.Add(user, $"{user}-{kind}", Of(model, method, "open-ended", context, expression, kind), null, t => t with
                    {
                        Outcome = TrialOutcome.Scored,
                        Scores = new() { ["awareness"] = 2 + right, ["alignment"] = 3 + right, ["quality"] = 4 },
                        Verdicts = new() { ["quality"] = new Verdict { State = VerdictState.Scored, Score = 4 } },
                    });
                }
    }

    private static Condition Of(string model, string method, string task, string? context, string? expression, string kind) =>
        new() { Dataset = "tiny", Model = model, Method = method, Task = task, Context = context, Expression = expression, Preferences = kind };
}
