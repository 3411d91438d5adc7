using Attune.Datasets;
using Attune.Datasets.Merging;

namespace Attune.Tests.Datasets.Merging;

public sealed class DatasetMergeTests : IDisposable
{
    private readonly TinyDataset _a = new(users: 2, randomSessions: 3);
    private readonly TinyDataset _b = new(users: 3, randomSessions: 4);

    private string Out => Path.Combine(_a.Root, "both");

    [Fact]
    public void Every_record_of_every_dataset_is_there_and_the_whole_is_valid()
    {
        var result = Merge();

        Dataset.Validate(Out).ShouldBeEmpty();
        var both = Dataset.Open(Out);
        (both.Profiles.Count, both.Preferences.Count, both.Queries.Count).ShouldBe((5, 15, 15));
        result.Counts["sessions"].ShouldBe(5 * 5 + 4);
    }

    [Fact]
    public void Ids_that_clash_are_prefixed_by_the_dataset_s_name_with_all_that_refers_to_them()
    {
        var result = Merge();

        var both = Dataset.Open(Out);
        both.Profiles.Select(p => p.Id).ShouldBe(["u1", "u2", "tiny-u1", "tiny-u2", "u3"]);
        both.Preference("tiny-u1-g").DerivedFrom.ShouldBe(["tiny-u1-p1", "tiny-u1-p2"]);
        both.Preference("tiny-u1-g").UserId.ShouldBe("tiny-u1");
        both.Queries.Count(q => q.PreferenceId == "tiny-u1-p1").ShouldBe(1);
        both.SessionsOf("tiny-u1").Single(s => s.Id == "tiny-u1-p1-direct-1").PreferenceId.ShouldBe("tiny-u1-p1");
        both.SessionsOf("tiny-u1").Count.ShouldBe(5);
        result.Renamed.ShouldContain(new RenamedRecord("tiny", "profile", "u1", "tiny-u1"));
        result.Renamed.ShouldNotContain(r => r.From.StartsWith("u3"));
    }

    [Fact]
    public void A_prefixed_id_that_is_taken_too_gets_a_number()
    {
        using var c = new TinyDataset(users: 1, randomSessions: 1, randomText: _ => "Something else?");

        DatasetMerge.Write([_a.Folder, _b.Folder, c.Folder], Out);

        Dataset.Validate(Out).ShouldBeEmpty();
        Dataset.Open(Out).Profiles.Select(p => p.Id).ShouldBe(["u1", "u2", "tiny-u1", "tiny-u2", "u3", "tiny-2-u1"]);
    }

    [Fact]
    public void Random_sessions_of_equal_text_stand_once()
    {
        var result = Merge();

        result.RepeatedSessions.ShouldBe(3);
        Dataset.Open(Out).RandomSessions.Select(s => s.Turns[0].User).ShouldBeUnique();
    }

    [Fact]
    public void Licences_and_sources_are_joined_and_each_card_is_kept_whole()
    {
        _a.Write("dataset.json", """{"format": "attune/1", "name": "a", "license": "MIT", "source": "Us", "curator": "Ines"}""");
        _b.Write("dataset.json", """{"format": "attune/1", "name": "b", "license": "CC BY-NC 4.0", "source": "Us"}""");

        Merge();

        var card = Dataset.Open(Out).Card;
        (card.Name, card.License, card.Source).ShouldBe(("both", "a: MIT; b: CC BY-NC 4.0", "Us"));
        card.Extra!["merged_from"][0].GetProperty("curator").GetString().ShouldBe("Ines");
        card.Made!.ShouldContain(_a.Open().Hash[..12]);
    }

    [Fact]
    public void A_licence_that_is_not_known_is_said_to_be_so()
    {
        _a.Write("dataset.json", """{"format": "attune/1", "name": "a", "license": "MIT"}""");

        Merge();

        Dataset.Open(Out).Card.License.ShouldBe("a: MIT; tiny: not known");
    }

    [Fact]
    public void Unknown_fields_are_kept()
    {
        _b.Set("profiles.jsonl", 3, "shoe_size", "41").Set("sessions.jsonl", 1, "mood", "\"calm\"");

        Merge();

        var both = Dataset.Open(Out);
        both.Profile("u3").Extra!["shoe_size"].GetInt32().ShouldBe(41);
        both.SessionsOf("tiny-u1")[0].Extra!["mood"].GetString().ShouldBe("calm");
    }

    [Fact]
    public void The_same_datasets_give_the_same_bytes()
    {
        Merge();
        var again = Path.Combine(_b.Root, "both");
        DatasetMerge.Write([_a.Folder, _b.Folder], again);

        FolderBytes.Of(again).ShouldBe(FolderBytes.Of(Out));
    }

    [Fact]
    public void A_dataset_given_twice_is_refused_and_nothing_is_written()
    {
        var fault = Should.Throw<BadInputException>(() => DatasetMerge.Write([_a.Folder, _a.Folder], Out));

        fault.Message.ShouldContain("same content");
        FolderBytes.Names(_a.Root).ShouldBe(["dataset"]);
    }

    [Fact]
    public void A_broken_dataset_is_refused_and_nothing_is_written()
    {
        _b.SetLine("queries.jsonl", 2, "{");

        Should.Throw<BadInputException>(() => Merge()).Message.ShouldContain("queries.jsonl:2");
        FolderBytes.Names(_a.Root).ShouldBe(["dataset"]);
    }

    [Fact]
    public void One_dataset_is_no_merge() => Should.Throw<BadInputException>(() => DatasetMerge.Write([_a.Folder], Out));

    [Fact]
    public void A_cancelled_merge_leaves_nothing_behind()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Should.Throw<OperationCanceledException>(() => DatasetMerge.Write([_a.Folder, _b.Folder], Out, cancelled.Token));
        FolderBytes.Names(_a.Root).ShouldBe(["dataset"]);
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
    }

    private MergeResult Merge() => DatasetMerge.Write([_a.Folder, _b.Folder], Out);
}
