using Attune.Reports;
using Attune.Tests.Runs;

namespace Attune.Tests.Reports;

public sealed class ReadingTests
{
    [Fact]
    public void It_ranks_nobody_whose_intervals_overlap()
    {
        using var run = new SampleRun();

        var finding = Finding(run, "Open-ended");

        finding.ShouldStartWith("alignment (1 to 5) under zero-shot: highest m with 3.75 (");
        finding.ShouldEndWith("their intervals overlap, so this alone ranks nobody.");
    }

    [Fact]
    public void It_does_not_speak_of_intervals_that_are_not_there()
    {
        using var log = new RunOnDisk();
        log.Add("u1", "q1", RunOnDisk.Condition() with { Model = "m" }, 1).Add("u1", "q1", RunOnDisk.Condition() with { Model = "n" }, 0);
        using var run = new SampleRun();
        var record = run.Folder.ReadRecord()!;

        var finding = Reading.Of(RunDocument.Of(log.Folder, record, log.Results())).Single(f => f.Topic == "Multiple-choice").Text;

        finding.ShouldBe("accuracy (guessing gets 0.25) under zero-shot: highest m with 1.00, lowest n with 0.00; without intervals this ranks nobody.");
    }

    [Fact]
    public void It_counts_how_many_comparisons_are_clear_and_how_many_luck_alone_would_clear()
    {
        using var run = new SampleRun();
        var (all, clear) = (Methods(run).Count(), Methods(run).Count(e => e.IsClear));

        clear.ShouldBe(0);
        Finding(run, "Methods").ShouldBe($"of {all} paired comparisons with zero-shot, none has an interval that excludes 0: these data tell no difference.");
    }

    [Fact]
    public void It_says_what_has_no_score()
    {
        using var run = new SampleRun();

        Finding(run, "Without a score").ShouldBe("2 trials (1 invalid and 1 failed): they are in no mean, and counted beside it.");
    }

    [Fact]
    public void The_question_is_the_experiments_own_where_it_has_one()
    {
        using var own = new SampleRun(about: "Does a window\n  hurt?");
        using var plain = new SampleRun();

        Reading.Question(own.Document).ShouldBe("Does a window hurt?");
        Reading.Question(plain.Document).ShouldBe("How well do 2 models follow the preferences of 4 users, told in long histories and asked about in 10 queries?");
    }

    private static string Finding(SampleRun run, string topic) => Reading.Of(run.Document).Single(f => f.Topic == topic).Text;

    private static IEnumerable<ReportedEffect> Methods(SampleRun run) => run.Document.Effects.Where(e => e.Field == "method" && e.Value != "oracle");
}
