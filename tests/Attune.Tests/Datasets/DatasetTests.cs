using Attune.Datasets;

namespace Attune.Tests.Datasets;

public sealed class DatasetTests : IDisposable
{
    private readonly TinyDataset _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void A_dataset_is_opened_by_its_folder()
    {
        var dataset = _data.Open();

        (dataset.Location, dataset.Card.Name).ShouldBe((_data.Folder, "tiny"));
        dataset.Profile("u2").Persona.ShouldBe("Person 2.");
        dataset.Preference("u1-g").DerivedFrom.ShouldBe(["u1-p1", "u1-p2"]);
        dataset.Expressions.ShouldBe(["direct", "experience"]);
    }

    [Fact]
    public void A_dataset_is_opened_by_its_name_under_data()
    {
        var name = $"attune-test-{Guid.NewGuid():N}";
        Directory.CreateDirectory("data");
        Directory.Move(_data.Folder, Path.Combine("data", name));
        try
        {
            Dataset.Open(name).Card.Name.ShouldBe("tiny");
        }
        finally
        {
            Directory.Move(Path.Combine("data", name), _data.Folder);
        }
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("sub/../../x")]
    public void A_name_does_not_lead_out_of_data(string name)
    {
        // Without the check, data/../x would be found: it is x beside data.
        var working = Directory.GetCurrentDirectory();
        Directory.CreateDirectory(Path.Combine(working, "data", "sub"));
        Directory.CreateDirectory(Path.Combine(working, "x"));

        Should.Throw<BadInputException>(() => Dataset.Open(name)).Message.ShouldBe(
            $"{name}: no such dataset. Give a dataset folder, the name of one in ./data, or 'starter'");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nowhere")]
    [InlineData("/nowhere/at/all")]
    public void What_is_not_there_is_refused(string name) => Should.Throw<BadInputException>(() => Dataset.Open(name)).Message.ShouldContain("no such dataset");

    [Fact]
    public void A_user_s_sessions_come_in_file_order()
    {
        _data.Open().SessionsOf("u1").Select(s => s.Id)
            .ShouldBe(["u1-p1-direct-1", "u1-p2-direct-1", "u1-p1-experience-1", "u1-p1-experience-2", "u1-life"]);
        _data.Open().SessionsOf("nobody").ShouldBeEmpty();
    }

    [Fact]
    public void Sessions_are_read_by_many_threads_at_once()
    {
        _data.Edit("sessions.jsonl", text => "\uFEFF" + text.Replace("\n", "\r\n"));
        var dataset = _data.Open();

        Parallel.For(0, 200, i =>
        {
            var user = i % 2 == 0 ? "u1" : "u2";
            dataset.SessionsOf(user).ShouldAllBe(s => s.UserId == user && s.Turns[0].User.Contains(user));
        });
    }

    [Fact]
    public void A_file_that_changes_under_a_run_is_told_with_its_line()
    {
        var dataset = _data.Open();
        _data.Edit("sessions.jsonl", text => new string('x', text.Length));

        Should.Throw<BadInputException>(() => dataset.SessionsOf("u2")).Message.ShouldBe(
            "sessions.jsonl:6: changed while the dataset was in use. Leave the folder alone until the run ends");
    }

    [Fact]
    public void A_file_that_shrinks_under_a_run_is_told_with_its_line()
    {
        var dataset = _data.Open();
        _data.Write("sessions.jsonl", "");

        Should.Throw<BadInputException>(() => dataset.SessionsOf("u2")).Message.ShouldStartWith("sessions.jsonl:6: changed while the dataset was in use");
    }

    [Fact]
    public void The_evidence_for_an_original_preference_is_itself_where_it_is_expressed()
    {
        var dataset = _data.Open();

        dataset.EvidenceFor(dataset.Preference("u1-p2"), "direct").ShouldBe(["u1-p2"]);
        dataset.EvidenceFor(dataset.Preference("u1-p2"), "experience").ShouldBeEmpty();
    }

    [Fact]
    public void The_evidence_for_a_generalized_preference_is_what_it_derives_from()
    {
        var dataset = _data.Open();

        dataset.EvidenceFor(dataset.Preference("u1-g"), "direct").ShouldBe(["u1-p1", "u1-p2"]);
        dataset.EvidenceFor(dataset.Preference("u1-g"), "experience").ShouldBe(["u1-p1"]);
    }

    [Fact]
    public void The_hash_changes_with_any_byte_and_with_nothing_else()
    {
        var hash = _data.Open().Hash;
        hash.ShouldMatch("^[0-9a-f]{64}$");
        _data.Open().Hash.ShouldBe(hash);

        _data.Edit("queries.jsonl", text => text + "\n").Open().Hash.ShouldNotBe(hash);
    }
}
