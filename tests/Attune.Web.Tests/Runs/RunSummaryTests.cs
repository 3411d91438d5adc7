using Attune.Runs;
using Attune.Web.Runs;
using Attune.Web.Runs.Index;
using Attune.Web.Shelves;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Runs;

public sealed class RunSummaryTests
{
    [Theory]
    [InlineData("done", true, 9, "(being read)")] // what the record says
    [InlineData("done", false, 2, "0.00")]
    [InlineData("running", true, 2, "0.00")]
    public async Task While_the_log_of_a_run_that_has_ended_is_read_its_own_record_says_how_many_trials_it_has(string status, bool isBehind, long ended, string cost)
    {
        await using var console = await RunningConsole.StartAsync();
        var folder = await SampleRun.MakeAsync(console.Folder, "small", SampleRun.Experiment with { LimitUsers = 1, Models = ["embedded:random"], Methods = ["zero-shot"], Tasks = ["multiple-choice"] });
        var record = folder.ReadRecord()! with { Status = status, Totals = new RunTotals { Planned = 9, Done = 5, Skipped = 3, Failed = 1 } };

        var summary = new RunSummary { Entry = new ShelfEntry("small", folder.Location, default), Record = record, Trials = new IndexState(2, 1, 2, 0) { IsBehind = isBehind }, IsAlive = true };

        (summary.Ended, summary.CostText).ShouldBe((ended, cost));
    }
}
