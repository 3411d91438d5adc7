using Attune.Reports;
using Attune.Runs;
using Attune.Tests.Runs;

namespace Attune.Tests.Reports;

public sealed class ComparisonTests : IDisposable
{
    private readonly RunOnDisk _a = new();
    private readonly RunOnDisk _b = new();

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
    }

    [Fact]
    public void Two_runs_of_one_model_each_are_compared_model_against_model_the_floor_included()
    {
        Ask(_a, "m", 1, "zero-shot", "no-history");
        Ask(_b, "n", 0, "zero-shot", "no-history");

        var difference = Compare().Differences.Single();

        Compare().Pooled.ShouldBe(" Pooled over methods no-history and zero-shot.");
        (difference.A, difference.B, difference.Difference.Mean, difference.Difference.N).ShouldBe(("model=m", "model=n", 1.0, 4));
    }

    [Fact]
    public void Runs_that_share_their_model_are_compared_as_they_are()
    {
        Ask(_a, "m", 1, "zero-shot");
        Ask(_b, "m", 0, "zero-shot");

        var difference = Compare().Differences.Single();

        (difference.A, difference.B, difference.Difference.N).ShouldBe(("", "", 2));
    }

    [Fact]
    public void Runs_of_several_models_that_share_none_are_told_how_to_be_compared()
    {
        Ask(_a, "m", 1, "zero-shot");
        Ask(_a, "n", 1, "zero-shot");
        Ask(_b, "o", 0, "zero-shot");

        Should.Throw<BadInputException>(() => Compare()).Message.ShouldBe("compare: finds no question that both sides answered: A has model m and n, B has o. Say what to set against what: --a 'model=m' --b 'model=o'");
    }

    [Fact]
    public void What_is_pooled_and_who_judged_is_said()
    {
        Ask(_a, "m", 1, "zero-shot", "reminder");
        Ask(_a, "n", 1, "zero-shot", "reminder");

        var table = Comparison.Of([Recorded(_a)]).Table;

        table.Note!.ShouldEndWith(" Pooled over models m and n.");
    }

    private static void Ask(RunOnDisk run, string model, double score, params string[] methods)
    {
        foreach (var method in methods)
            foreach (var user in (string[])["u1", "u2"])
                run.Add(user, $"{user}-q", RunOnDisk.Condition(method) with { Model = model }, score);
    }

    private Comparison Compare() => Comparison.Of([Recorded(_a), Recorded(_b)]);

    private static RunFolder Recorded(RunOnDisk run)
    {
        run.Folder.Write(new()
        {
            Format = RunRecord.CurrentFormat,
            Identity = new() { Dataset = "tiny", DatasetHash = "h", PromptsHash = "p", Judge = "j", Seed = 0, Version = "1" },
            Experiment = new() { Models = ["m", "n", "o"] },
            Status = "done",
            Started = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero),
        });
        return run.Folder;
    }
}
