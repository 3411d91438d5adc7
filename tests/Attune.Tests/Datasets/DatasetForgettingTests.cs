using Attune.Datasets;

namespace Attune.Tests.Datasets;

/// <summary>Sessions are taken out of a dataset, with what stems from them alone.</summary>
public sealed class DatasetForgettingTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("attune-forget-").FullName, "mined");

    public DatasetForgettingTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "making"));
        Write("dataset.json", """{"format":"attune/1","name":"mined","mined":{"sentences":9},"kept_field":1}""");
        Write("profiles.jsonl", """
            {"id":"ann","persona":"Unknown."}
            {"id":"bo","persona":"Unknown.","note":"kept"}
            """);
        Write("sessions.jsonl", """
            {"id":"c1-001","user_id":"ann","kind":"chat","turns":[{"user":"secret words","assistant":"a"}],"mined_from":{"session_id":"c1","first_turn":1,"last_turn":1}}
            {"id":"c2-001","user_id":"ann","kind":"chat","turns":[{"user":"u","assistant":"a"}],"mined_from":{"session_id":"c2","first_turn":1,"last_turn":1}}
            {"id":"c3-001","user_id":"bo","kind":"chat","turns":[{"user":"u","assistant":"a"}],"mined_from":{"session_id":"c3","first_turn":1,"last_turn":1}}
            """);
        Write("preferences.jsonl", """
            {"id":"alone","user_id":"ann","kind":"original","topic":{"field":"F","subtopic":"S"},"text":"The user sails.","sources":[{"user_id":"ann","session_id":"c1-001"}]}
            {"id":"shared","user_id":"ann","kind":"original","topic":{"field":"F","subtopic":"S"},"text":"The user swims.","sources":[{"user_id":"ann","session_id":"c1-001"},{"user_id":"bo","session_id":"c3-001"}]}
            {"id":"twice","user_id":"ann","kind":"original","topic":{"field":"F","subtopic":"S"},"text":"The user reads.","sources":[{"user_id":"ann","session_id":"c1-001"},{"user_id":"ann","session_id":"c2-001"}]}
            """);
        Write("queries.jsonl", """
            {"id":"q1","preference_id":"alone","question":"What now?"}
            {"id":"q2","preference_id":"shared","question":"What now?"}
            """);
        Write("making/artefacts.jsonl", "secret words\n");
    }

    [Fact]
    public void A_chat_goes_with_what_stems_from_it_alone_and_the_rest_stays()
    {
        DatasetForgetting.Forget(_folder, new HashSet<string> { "c1", "unknown" }).ShouldBeTrue();

        var left = Dataset.Open(_folder);
        left.Preferences.Select(p => (p.Id, p.UserId, p.Sources!.Count)).ShouldBe([("shared", "bo", 1), ("twice", "ann", 1)]);
        left.Queries.Select(q => q.Id).ShouldBe(["q2"]);
        left.SessionsOf("ann").Select(s => s.Id).ShouldBe(["c2-001"]);
        left.Profiles[1].Extra!.Keys.ShouldBe(["note"]);
        left.Card.Extra!.Keys.ShouldBe(["kept_field"]);
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Any(f => File.ReadAllText(f).Contains("secret words")).ShouldBeFalse();
    }

    [Fact]
    public void A_user_without_sessions_goes_too()
    {
        DatasetForgetting.Forget(_folder, new HashSet<string> { "c1", "c2-001" }).ShouldBeTrue();

        Dataset.Open(_folder).Profiles.Select(p => p.Id).ShouldBe(["bo"]);
    }

    [Fact]
    public void A_dataset_of_which_nothing_is_left_goes_as_a_whole()
    {
        DatasetForgetting.Forget(_folder, new HashSet<string> { "c1", "c2", "c3" }).ShouldBeTrue();

        Directory.Exists(_folder).ShouldBeFalse();
        DatasetForgetting.Forget(_folder, new HashSet<string> { "c1" }).ShouldBeFalse();
    }

    [Fact]
    public void What_is_not_there_changes_nothing()
    {
        var before = File.GetLastWriteTimeUtc(Path.Combine(_folder, "sessions.jsonl"));

        DatasetForgetting.Forget(_folder, new HashSet<string> { "c9" }).ShouldBeFalse();

        File.GetLastWriteTimeUtc(Path.Combine(_folder, "sessions.jsonl")).ShouldBe(before);
        Directory.Exists(Path.Combine(_folder, "making")).ShouldBeTrue();
    }

    [Fact]
    public void An_interruption_between_removing_and_moving_is_made_good()
    {
        Directory.Move(_folder, _folder + ".kept");

        DatasetForgetting.Forget(_folder, new HashSet<string> { "c1" }).ShouldBeTrue();

        Dataset.Open(_folder).Preferences.Count.ShouldBe(2);
        Directory.Exists(_folder + ".kept").ShouldBeFalse();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void An_interruption_while_the_old_folder_is_removed_is_made_good(bool isMoved, bool isHalfGone)
    {
        DatasetForgetting.Forget(_folder, new HashSet<string> { "c1" }).ShouldBeTrue();
        var whole = Directory.EnumerateFiles(_folder).ToDictionary(f => f, File.ReadAllText);
        var gone = Directory.CreateDirectory(_folder + ".gone").FullName;
        File.WriteAllText(Path.Combine(gone, "sessions.jsonl"), "secret");
        if (!isHalfGone) File.WriteAllText(Path.Combine(gone, "dataset.json"), "{}");
        if (!isMoved) Directory.Move(_folder, _folder + ".kept");

        DatasetForgetting.Forget(_folder, new HashSet<string> { "c1" }).ShouldBeFalse();

        Directory.EnumerateFiles(_folder).ToDictionary(f => f, File.ReadAllText).ShouldBe(whole);
        Directory.EnumerateDirectories(Path.GetDirectoryName(_folder)!).ShouldBe([_folder]);
    }

    [Fact]
    public void A_broken_dataset_is_refused_and_left_as_it_is()
    {
        Write("sessions.jsonl", "{ broken");

        Should.Throw<BadInputException>(() => DatasetForgetting.Forget(_folder, new HashSet<string> { "c1" }));
        File.Exists(Path.Combine(_folder, "making", "artefacts.jsonl")).ShouldBeTrue();
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
