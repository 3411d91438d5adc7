using System.Text.Json.Nodes;
using Attune.Datasets;
using Attune.Datasets.Exporting;
using Attune.Datasets.Importing;
using Attune.Tests.Datasets.Importing;

namespace Attune.Tests.Datasets.Exporting;

public sealed class RealPrefExporterTests : IDisposable
{
    private readonly SourceFixture _fixture = new("realpref");
    private readonly string _root = Directory.CreateTempSubdirectory("attune-export-").FullName;

    [Fact]
    public void What_was_imported_comes_back_from_the_export_to_the_byte()
    {
        var (imported, _) = _fixture.ImportRealPref();

        var (export, again, anomalies) = RoundTrip(imported);

        FolderBytes.Of(again.Location).ShouldBe(FolderBytes.Of(imported.Location));
        (export.LeftOut.Count, anomalies.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void So_does_what_the_import_kept_without_understanding_it()
    {
        _fixture.Edit("queries.json", root => root["00001"]![0]!["Correct_Answer"] = "E");
        _fixture.Edit("queries.json", root => root["00001"]![0]!["Difficulty"] = 3);
        _fixture.Edit("profiles.json", root => root["00001"]!["Demographics"]!["Birth"] = 1988);
        _fixture.Edit("profiles.json", root => root["00001"]!["Pets"] = new JsonArray("cat"));
        _fixture.Edit("generalized.json", root => root["00001"]![1]!["Generalized Preference"]!["Confidence"] = 0.5);
        var (imported, _) = _fixture.ImportRealPref();
        imported.Queries[0].Extra!["source"].GetProperty("Correct_Answer").GetString().ShouldBe("E");

        var (_, again, _) = RoundTrip(imported);

        FolderBytes.Of(again.Location).ShouldBe(FolderBytes.Of(imported.Location));
    }

    [Theory]
    [InlineData("A line\nUser: not me", "fine")]
    [InlineData("Hello", "[Session 2]\nhm")]
    [InlineData("  leading and trailing \n", "\n\n")]
    [InlineData("a backslash \\& and <b>quotes\"</b>", "")]
    [InlineData("日本語 😀", "\u0007")]
    public void Awkward_messages_come_back_to_the_byte(string user, string assistant)
    {
        using var tiny = new TinyDataset(users: 1, randomSessions: 2);
        foreach (var line in Enumerable.Range(1, 6))
            tiny.Set("sessions.jsonl", line, "turns", new JsonArray(Turn("First", "Yes."), Turn(user, assistant), Turn("Last", "")).ToJsonString());

        var (_, again, _) = RoundTrip(tiny.Open());

        var sessions = again.SessionsOf("u1").Concat(again.RandomSessions).ToList();
        sessions.Count(s => s.Turns.Any(t => t.User == user && t.Assistant == assistant)).ShouldBe(6);

        static JsonNode Turn(string user, string assistant) => new JsonObject { ["user"] = user, ["assistant"] = assistant };
    }

    [Fact]
    public void Chats_have_no_place_in_the_shapes_and_are_counted()
    {
        using var tiny = new TinyDataset(users: 1, randomSessions: 0);
        var life = tiny.Open().SessionsOf("u1").ToList().FindIndex(s => s.Kind == Attune.Conversations.SessionKind.LifeEvent);
        tiny.Set("sessions.jsonl", life + 1, "kind", "\"chat\"");

        var (export, again, _) = RoundTrip(tiny.Open());

        export.LeftOut["sessions of kind chat"].ShouldBe(1);
        again.SessionsOf("u1").ShouldAllBe(s => s.Kind == Attune.Conversations.SessionKind.Preference);
    }

    [Fact]
    public void The_starter_comes_back_but_for_ids_marks_and_dates_that_the_shapes_have_no_place_for()
    {
        var starter = Dataset.Open("starter");

        var (export, again, anomalies) = RoundTrip(starter);

        anomalies.ShouldBeEmpty();
        export.LeftOut.Keys.ShouldBe(["dates of sessions on another day than their preference's event", "sessions' marks of revealing turns", "dates of life-event sessions on no event's day"], ignoreOrder: true);
        again.Profiles.Select(p => p with { LifeEvents = [] }).ShouldBe(starter.Profiles.OrderBy(p => p.Id, StringComparer.Ordinal).Select(p => p with { LifeEvents = [] }));
        again.Preferences.Select(p => (p.UserId, p.Kind, p.Type, p.Topic, p.Text, p.Reason, p.Event, p.InferReason, Facets: string.Join('|', [.. p.Facets!.Liked, "/", .. p.Facets.Disliked])))
            .ShouldBe(starter.Preferences.Select(p => (p.UserId, p.Kind, p.Type, p.Topic, p.Text, p.Reason, p.Event, p.InferReason, Facets: string.Join('|', [.. p.Facets!.Liked, "/", .. p.Facets.Disliked]))), ignoreOrder: true);
        again.Queries.Select(q => (again.Preference(q.PreferenceId).Text, q.Question, q.Answer, q.TrueQuestion, q.FalseQuestion, Options: string.Join('|', q.Options)))
            .ShouldBe(starter.Queries.Select(q => (starter.Preference(q.PreferenceId).Text, q.Question, q.Answer, q.TrueQuestion, q.FalseQuestion, Options: string.Join('|', q.Options))), ignoreOrder: true);
        Texts(again).ShouldBe(Texts(starter), ignoreOrder: true);
    }

    [Fact]
    public void The_files_have_the_paper_s_shapes()
    {
        RealPrefExporter.Export(_fixture.ImportRealPref().Dataset, Out);

        var query = JsonNode.Parse(File.ReadAllText(Path.Combine(Out, "queries.json")))!["00001"]![0]!.AsObject();
        query.Select(f => f.Key).ShouldBe(["Preference", "Query", "Explanation", "MCQ_options", "Correct_Answer", "T_Query", "F_Query"]);
        var life = JsonNode.Parse(File.ReadAllText(Path.Combine(Out, "life_events.json")))!["00001"]![1]!;
        life["Date"]!.GetValue<string>().ShouldBe("2015/04/20");
        var dialogue = JsonNode.Parse(File.ReadAllText(Path.Combine(Out, "conversations.json")))!["00001"]![0]!["Conversations"]!["Experience Feedback"]!;
        dialogue.GetValue<string>().ShouldStartWith("[Session 1]\nUser: I took a lift today.\nAssistant: How was it?\n[Session 2]\nUser: ");
    }

    [Fact]
    public void What_has_no_place_is_counted()
    {
        using var tiny = new TinyDataset(users: 1);
        tiny.Set("sessions.jsonl", 2, "expression", "\"choice\"").Set("sessions.jsonl", 1, "mood", "\"calm\"")
            .Set("preferences.jsonl", 2, "text", $"\"{tiny.Open().Preferences[0].Text}\"");

        var (export, again, _) = RoundTrip(tiny.Open());

        export.LeftOut["sessions of expression 'choice'"].ShouldBe(1);
        export.LeftOut["unknown fields of sessions"].ShouldBe(1);
        export.LeftOut.Keys.ShouldContain(k => k.StartsWith("preferences of the same text"));
        again.Expressions.ShouldNotContain("choice");
    }

    [Theory]
    [InlineData("Query")]
    [InlineData("Session 1")]
    [InlineData("random-7")]
    public void A_user_whose_id_would_be_read_as_something_else_is_refused(string id)
    {
        using var tiny = new TinyDataset(users: 1);
        foreach (var file in (string[])["profiles", "preferences", "sessions", "queries"]) tiny.Edit($"{file}.jsonl", text => text.Replace("\"u1\"", $"\"{id}\""));

        Should.Throw<BadInputException>(() => RealPrefExporter.Export(tiny.Open(), Out)).Message.ShouldContain($"user '{id}'");
        Directory.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public void A_cancelled_export_leaves_nothing_behind()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Should.Throw<OperationCanceledException>(() => RealPrefExporter.Export(Dataset.Open("starter"), Out, cancelled.Token));
        FolderBytes.Names(_root).ShouldBeEmpty();
    }

    public void Dispose()
    {
        _fixture.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private string Out => Path.Combine(_root, "export");

    private (ExportResult Export, Dataset Again, IReadOnlyList<Anomaly> Anomalies) RoundTrip(Dataset dataset)
    {
        var export = RealPrefExporter.Export(dataset, Out);
        var import = RealPrefImporter.Import(Out, Path.Combine(_root, "again"));
        return (export, Dataset.Open(import.Folder), import.Anomalies);
    }

    private static IEnumerable<string> Texts(Dataset dataset) => dataset.Profiles.SelectMany(p => dataset.SessionsOf(p.Id)).Concat(dataset.RandomSessions)
        .Select(s => $"{s.UserId} {s.Kind} {s.Expression} {string.Join('\n', s.Turns.SelectMany(t => (string[])[t.User, t.Assistant]))}");
}
