using Attune.Datasets;
using Attune.Datasets.Parts;

namespace Attune.Tests.Datasets.Parts;

public sealed class DatasetPartTests : IDisposable
{
    private readonly TinyDataset _tiny = new(users: 10, randomSessions: 4);

    [Fact]
    public void A_sample_is_valid_and_has_all_that_is_its_users()
    {
        var sample = Sample(4);

        Dataset.Validate(sample.Folder).ShouldBeEmpty();
        var drawn = Dataset.Open(sample.Folder);
        (drawn.Profiles.Count, drawn.Preferences.Count, drawn.Queries.Count, drawn.RandomSessions.Count).ShouldBe((4, 12, 12, 4));
        foreach (var profile in drawn.Profiles) drawn.SessionsOf(profile.Id).Select(s => s.Id).ShouldBe(_tiny.Open().SessionsOf(profile.Id).Select(s => s.Id));
    }

    [Fact]
    public void A_larger_sample_holds_the_smaller_one_and_another_seed_draws_others()
    {
        var small = Users(Sample(3));
        var large = Users(Sample(6));

        small.ShouldBeSubsetOf(large);
        Enumerable.Range(1, 5).Select(seed => Users(Sample(3, seed))).ShouldContain(users => !users.SequenceEqual(small));
    }

    [Fact]
    public void Who_is_drawn_does_not_hang_on_the_order_of_the_file()
    {
        var drawn = Users(Sample(3));
        _tiny.Edit("profiles.jsonl", text => string.Join('\n', text.TrimEnd('\n').Split('\n').Reverse()) + "\n");

        Users(Sample(3)).ShouldBe(drawn, ignoreOrder: true);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes() => FolderBytes.Of(Sample(5, 7).Folder).ShouldBe(FolderBytes.Of(Sample(5, 7).Folder));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(11)]
    public void A_sample_of_more_users_than_there_are_or_of_none_is_refused(int users) =>
        Should.Throw<BadInputException>(() => Sample(users)).Message.ShouldContain("from 1 to 10");

    [Fact]
    public void A_sample_says_what_it_is_and_keeps_the_card()
    {
        _tiny.Write("dataset.json", """{"format": "attune/1", "name": "whole", "license": "MIT", "made": "By hand.", "curator": "Ines"}""");

        var card = Dataset.Open(Sample(4, 9).Folder).Card;

        (card.Name, card.License, card.Extra!["curator"].GetString()).ShouldBe(("whole-sample-4", "MIT", "Ines"));
        card.Made.ShouldBe($"By hand. A random sample of 4 of 10 users (seed 9) of whole ({_tiny.Open().Hash[..12]}).");
    }

    [Fact]
    public void A_split_puts_every_user_into_exactly_one_part_and_the_random_sessions_into_each()
    {
        var parts = Split("train=0.7,dev=0.1,test=0.2");

        parts.Select(p => p.Counts["profiles"]).ShouldBe([7, 1, 2]);
        var datasets = parts.Select(p => Dataset.Open(p.Folder)).ToList();
        datasets.SelectMany(d => d.Profiles).Select(p => p.Id).ShouldBe(_tiny.Open().Profiles.Select(p => p.Id), ignoreOrder: true);
        datasets.SelectMany(d => d.Queries).Count().ShouldBe(30);
        datasets.ShouldAllBe(d => d.RandomSessions.Count == 4);
        datasets.ShouldAllBe(d => d.Preferences.All(p => d.Profiles.Any(u => u.Id == p.UserId)));
    }

    [Fact]
    public void A_split_of_the_same_seed_has_the_same_bytes_and_another_seed_parts_others()
    {
        var parts = Split("train=0.5,test=0.5", 3);

        FolderBytes.Of(Split("train=0.5,test=0.5", 3)[1].Folder).ShouldBe(FolderBytes.Of(parts[1].Folder));
        Enumerable.Range(4, 5).Select(seed => Users(Split("train=0.5,test=0.5", seed)[0])).ShouldContain(users => !users.SequenceEqual(Users(parts[0])));
    }

    [Theory]
    [InlineData("a=0.33,b=0.33,c=0.33", new[] { 4, 3, 3 })]
    [InlineData("a=0.29,b=0.71", new[] { 3, 7 })]
    [InlineData("a=1", new[] { 10 })]
    public void Users_are_rounded_by_the_largest_remainder(string parts, int[] users) => Split(parts).Select(p => p.Counts["profiles"]).ShouldBe(users);

    [Theory]
    [InlineData("train=0.8", "add up to 0.8")]
    [InlineData("train=0.8,train=0.2", "twice")]
    [InlineData("train=0.8,TRAIN=0.2", "twice")]
    [InlineData("train=0.8,test", "no name and share")]
    [InlineData("train=0.8,test=a", "no name and share")]
    [InlineData("train=0.8,test=-0.2", "no name and share")]
    [InlineData("train=1,test=0", "no share")]
    [InlineData("../train=0.8,test=0.2", "makes no folder")]
    [InlineData("..=0.8,test=0.2", "makes no folder")]
    [InlineData("=0.8,test=0.2", "makes no folder")]
    [InlineData("", "no name and share")]
    public void Parts_that_cannot_be_are_refused(string parts, string problem) =>
        Should.Throw<BadInputException>(() => SplitPart.Parse(parts)).Message.ShouldContain(problem);

    [Fact]
    public void A_part_without_users_is_refused_and_nothing_is_written()
    {
        var before = FolderBytes.Names(_tiny.Root).ToList();

        Should.Throw<BadInputException>(() => Split("train=0.99,test=0.01")).Message.ShouldContain("'test'");
        FolderBytes.Names(_tiny.Root).ShouldBe(before);
    }

    [Fact]
    public void A_cancelled_split_leaves_nothing_behind()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Should.Throw<OperationCanceledException>(() => DatasetSplit.Write(_tiny.Open(), SplitPart.Parse("a=0.5,b=0.5"), 0, NewFolder(), cancelled.Token));
        FolderBytes.Names(_tiny.Root).ShouldBe(["dataset"]);
    }

    public void Dispose() => _tiny.Dispose();

    private static List<string> Users(PartResult part) => [.. Dataset.Open(part.Folder).Profiles.Select(p => p.Id)];

    private PartResult Sample(int users, long seed = 0) => DatasetSample.Write(_tiny.Open(), users, seed, NewFolder());

    private IReadOnlyList<PartResult> Split(string parts, long seed = 0) => DatasetSplit.Write(_tiny.Open(), SplitPart.Parse(parts), seed, NewFolder());

    private string NewFolder() => Path.Combine(_tiny.Root, Path.GetRandomFileName());
}
