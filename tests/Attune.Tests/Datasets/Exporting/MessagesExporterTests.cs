using System.Text.Json;
using Attune.Datasets.Exporting;

namespace Attune.Tests.Datasets.Exporting;

public sealed class MessagesExporterTests : IDisposable
{
    private readonly TinyDataset _tiny = new(users: 2, randomSessions: 3);

    private string Out => Path.Combine(_tiny.Root, "chats.jsonl");

    [Fact]
    public void Every_session_is_a_line_of_messages_with_its_metadata()
    {
        var lines = Export();

        lines.Count.ShouldBe(2 * 5 + 3);
        lines[0].GetRawText().ShouldBe(
            """{"id":"u1-p1-direct-1","messages":[{"role":"user","content":"u1 on p1, direct 1."},{"role":"assistant","content":"I see."}],"metadata":"""
            + """{"dataset":"tiny","user_id":"u1","kind":"preference","expression":"direct","preference_id":"u1-p1","date":"2024-02-01"}}""");
        lines[^1].GetProperty("metadata").EnumerateObject().Select(f => f.Name).ShouldBe(["dataset", "kind"]);
    }

    [Fact]
    public void An_empty_reply_has_no_message_and_marks_name_messages()
    {
        _tiny.Set("sessions.jsonl", 1, "turns", """[{"user":"a","assistant":""},{"user":"b","assistant":"c","reveals":true},{"user":"d","assistant":"e","reveals":true}]""");

        var line = Export()[0];

        line.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("content").GetString()).ShouldBe(["a", "b", "c", "d", "e"]);
        line.GetProperty("metadata").GetProperty("reveals").EnumerateArray().Select(i => i.GetInt32()).ShouldBe([1, 3]);
    }

    [Fact]
    public void Unknown_fields_of_a_session_are_in_its_metadata()
    {
        _tiny.Set("sessions.jsonl", 1, "mood", "{\"a\": [1]}");

        Export()[0].GetProperty("metadata").GetProperty("mood").GetProperty("a")[0].GetInt32().ShouldBe(1);
    }

    [Fact]
    public void A_file_that_exists_is_refused_and_kept()
    {
        File.WriteAllText(Out, "mine");

        Should.Throw<BadInputException>(() => MessagesExporter.Export(_tiny.Open(), Out)).Message.ShouldContain("already exists");
        File.ReadAllText(Out).ShouldBe("mine");
    }

    [Fact]
    public void A_cancelled_export_leaves_nothing_behind()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Should.Throw<OperationCanceledException>(() => MessagesExporter.Export(_tiny.Open(), Out, cancelled.Token));
        FolderBytes.Names(_tiny.Root).ShouldBe(["dataset"]);
    }

    public void Dispose() => _tiny.Dispose();

    private List<JsonElement> Export()
    {
        var result = MessagesExporter.Export(_tiny.Open(), Out);
        var lines = File.ReadLines(Out).Select(line => JsonElement.Parse(line)).ToList();
        result.Counts["conversations"].ShouldBe(lines.Count);
        return lines;
    }
}
