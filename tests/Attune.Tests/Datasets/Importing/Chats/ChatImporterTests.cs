using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Attune.Datasets.Importing.Chats;

namespace Attune.Tests.Datasets.Importing.Chats;

public sealed class ChatImporterTests : IDisposable
{
    private const string One = """{"conversations":[{"from":"human","value":"Hi"},{"from":"gpt","value":"Hello"}]}""";

    private readonly ChatSourceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("array", "[\n" + One + ",\n" + One + "\n]")]
    [InlineData("lines", One + "\n\n" + One)]
    [InlineData("marked lines", "\uFEFF" + One + "\r\n" + One + "\r\n")]
    [InlineData("values over several lines", "{\n \"conversations\": [{\"from\":\"human\",\"value\":\"Hi\"}]\n}\n{\n \"conversations\": [{\"from\":\"human\",\"value\":\"Hi\"}]\n}")]
    public void A_file_may_be_an_array_lines_or_values(string shape, string text) =>
        _folder.Import(ChatFormat.ShareGpt, _folder.Write("chats.json", text)).Sessions.Count.ShouldBe(2, shape);

    [Fact]
    public void Compressed_files_and_folders_of_files_are_read()
    {
        Directory.CreateDirectory(_folder.PathOf("shards"));
        using (var packed = new GZipStream(File.Create(_folder.PathOf("shards/b.jsonl.gz")), CompressionLevel.Fastest)) packed.Write(Encoding.UTF8.GetBytes(One));
        _folder.Write("shards/a.json", $"[{One}]");
        _folder.Write("shards/notes.txt", "no chats");

        _folder.Import(ChatFormat.ShareGpt, _folder.PathOf("shards")).Sessions.Count.ShouldBe(2);
        _folder.Import(ChatFormat.ShareGpt, _folder.PathOf("shards/b.jsonl.gz")).Sessions.Count.ShouldBe(1);
    }

    [Fact]
    public void An_array_that_breaks_off_gives_what_stands_before_the_break()
    {
        var chats = _folder.Import(ChatFormat.ShareGpt, _folder.Write("chats.json", $"[{One},\n{One},\n{{\"conversations\": [{{\"fr"));

        chats.Sessions.Count.ShouldBe(2);
        chats.ShouldCount("files of broken JSON", 1, "chats.json:3");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[[[[[[")]
    [InlineData("not json at all")]
    [InlineData("""{"conversations":[{"from":"gpt","value":"Hello"}]}""")]
    public void A_source_without_a_conversation_is_refused_and_nothing_is_written(string text)
    {
        Should.Throw<BadInputException>(() => _folder.Import(ChatFormat.ShareGpt, _folder.Write("chats.json", text))).Faults[0].Problem
            .ShouldContain("holds no conversation");
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_folder.Out)!).Count().ShouldBe(1);
    }

    [Fact]
    public void A_ChatGpt_export_read_as_another_format_is_recognised() =>
        Should.Throw<BadInputException>(() => _folder.Import(ChatFormat.ShareGpt, ChatSourceFolder.Fixture("account")))
            .Message.ShouldContain("conversations of a ChatGPT export");

    [Fact]
    public void What_is_no_source_is_refused_with_the_way_out()
    {
        Should.Throw<BadInputException>(() => _folder.Import(ChatFormat.WildChat, _folder.PathOf("nowhere"))).Message.ShouldContain("no such file");
        Should.Throw<BadInputException>(() => _folder.Import(ChatFormat.WildChat, _folder.Write("x.parquet", "PAR1xxxx"))).Message.ShouldContain("Parquet");
        Should.Throw<BadInputException>(() => _folder.Import(ChatFormat.ChatGpt, _folder.Write("x.zip", "PK\u0003\u0004xxxx"))).Message.ShouldContain("cannot be read");
        Directory.CreateDirectory(_folder.PathOf("none"));
        Should.Throw<BadInputException>(() => _folder.Import(ChatFormat.ChatGpt, _folder.PathOf("none"))).Message.ShouldContain("conversations.json");
    }

    [Fact]
    public void Cancelling_leaves_nothing_behind()
    {
        var source = _folder.Write("chats.json", $"[{One}]");
        Should.Throw<OperationCanceledException>(() => ChatImporter.Import(ChatFormat.ShareGpt, source, _folder.Out, null, new CancellationToken(canceled: true)));
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_folder.Out)!).ShouldBe([source]);
    }

    [Fact]
    public void A_tree_of_a_hundred_thousand_messages_is_read_whole()
    {
        const int depth = 100_000;
        var text = new StringBuilder("""[{"current_node":"n99999","mapping":{""");
        for (var i = 0; i < depth; i++)
            text.Append($$$"""{{{(i > 0 ? "," : "")}}}"n{{{i}}}":{"message":{"author":{"role":"{{{(i % 2 == 0 ? "user" : "assistant")}}}"},"content":{"parts":["m{{{i}}}"]}},"parent":{{{(i > 0 ? $"\"n{i - 1}\"" : "null")}}},"children":[]}""");

        var chats = _folder.Import(ChatFormat.ChatGpt, _folder.Write("conversations.json", text.Append("}}]").ToString()), redact: true);

        chats.Sessions.Single().Turns.Count.ShouldBe(depth / 2);
        chats.Turns(0).Last().ShouldBe("m99998|m99999");
    }

    [Fact]
    public void A_hundred_thousand_messages_of_the_user_in_a_row_are_one()
    {
        var messages = string.Join(',', Enumerable.Repeat("""{"role":"user","content":"x"}""", 100_000));

        var chats = _folder.Import(ChatFormat.OpenAIMessages, _folder.Write("m.jsonl", $$"""{"messages":[{{messages}}]}"""));

        chats.Sessions.Single().Turns.Single().User.Length.ShouldBe(100_000 + (2 * 99_999));
        chats.ShouldCount("user messages in a row", 99_999);
    }

    [Fact]
    public void A_message_of_a_hundred_megabytes_is_kept_and_redacted()
    {
        var source = _folder.PathOf("m.jsonl");
        using (var file = new StreamWriter(source))
        {
            file.Write("""{"messages":[{"role":"user","content":"a@example.org """);
            for (var i = 0; i < 100_000; i++) file.Write(string.Concat(Enumerable.Repeat("no secret ", 100)));
            file.Write("""b@example.org"},{"role":"assistant","content":"ok"}]}""");
        }

        var chats = _folder.Import(ChatFormat.OpenAIMessages, source, redact: true);

        var user = chats.Sessions.Single().Turns.Single().User;
        user.Length.ShouldBe(100_000_000 + (2 * "[e-mail]".Length) + 1);
        user.ShouldStartWith("[e-mail] no secret ");
        user.ShouldEndWith(" no secret [e-mail]");
    }

    [Fact]
    public void A_conversation_that_no_line_could_hold_is_left_out_and_told()
    {
        var source = _folder.PathOf("m.jsonl");
        using (var file = new StreamWriter(source))
        {
            file.WriteLine("""{"messages":[{"role":"user","content":"first"}]}""");
            file.Write("""{"messages":[{"role":"user","content":"x""");
            for (var i = 0; i < 1_000; i++) file.Write(new string('\u2028', 50_000));
            file.WriteLine("\"}]}");
            file.WriteLine("""{"messages":[{"role":"user","content":"last"}]}""");
        }

        var chats = _folder.Import(ChatFormat.OpenAIMessages, source);

        chats.Sessions.Select(s => s.Turns[0].User).ShouldBe(["first", "last"]);
        chats.ShouldCount("conversations too long for a line of a dataset", 1, "m.jsonl:2");
    }

    [Fact]
    public void Broken_unicode_null_bytes_and_emoji_neither_crash_nor_lose_a_turn()
    {
        var text = """[{"conversations":[{"from":"human","value":"half \ud83d, null \u0000, \ud83d\ude00, 日本"},{"from":"gpt","value":"\udc00"}],"id":"\ud800"}]""";

        var chats = _folder.Import(ChatFormat.ShareGpt, _folder.Write("c.json", text), redact: true);

        chats.Turns(0).ShouldBe(["half \uFFFD, null \0, 😀, 日本|\uFFFD"]);
        chats.ShouldCount("records with broken Unicode (half a surrogate pair, or bytes that are not UTF-8)", 1, "c.json#1");
    }

    [Fact]
    public void Reports_hold_no_text_of_a_conversation()
    {
        var text = """[{"conversations":[{"from":"4111 1111 1111 1111","value":"x"},{"from":"human","value":[{"type":"call +49 170 1234567 about a very long secret"}]},{"from":"human","value":"y"}]}]""";

        var chats = _folder.Import(ChatFormat.ShareGpt, _folder.Write("c.json", text));

        chats.ShouldCount("messages of the unknown role '???? ???? ???? ????'", 1);
        chats.ShouldCount("parts of a message of the unknown type 'call ??? ??? ??????? abo…'", 1);
    }

    [Fact]
    public void Oddities_are_bounded_in_kinds_and_places()
    {
        var roles = Enumerable.Range(0, 2_000).Select(i => $$"""{"conversations":[{"from":"{{string.Concat($"{i:0000}".Select(d => (char)('a' + d - '0')))}}","value":"x"},{"from":"human","value":"y"}]}""");

        var result = _folder.Import(ChatFormat.ShareGpt, _folder.Write("c.json", $"[{string.Join(',', roles)}]")).Result;

        result.Oddities.Count.ShouldBeLessThan(510);
        result.Oddities.ShouldAllBe(o => o.Places.Count <= 20);
        result.Oddities.Where(o => o.Problem.Contains("role", StringComparison.Ordinal) || o.Problem.Contains("another way", StringComparison.Ordinal)).Sum(o => o.Times).ShouldBe(2_000);
        JsonSerializer.Serialize(result, AttuneJson.Documents.ChatImportResult).ShouldContain("\"oddities\"");
    }
}
