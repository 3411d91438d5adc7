using System.Text;
using Attune.Conversations;
using Attune.Datasets;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Datasets;

public sealed class JsonLinesTests
{
    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_line() => Ids("\uFEFF" + Line("a") + "\n" + Line("b")).ShouldBe(["a", "b"]);

    [Fact]
    public void Lines_may_end_in_CRLF() => Ids(Line("a") + "\r\n" + Line("b") + "\r\n").ShouldBe(["a", "b"]);

    [Fact]
    public void Blank_lines_are_skipped_and_counted()
    {
        var lines = Read("\n \t\r\n" + Line("a") + "\n\n" + Line("b") + "\n\n").ToList();

        lines.Select(l => l.Place).ShouldBe(["f.jsonl:3", "f.jsonl:5"]);
    }

    [Fact]
    public void The_last_line_needs_no_newline() => Ids(Line("a") + "\n" + Line("b")).ShouldBe(["a", "b"]);

    [Fact]
    public void A_line_of_a_megabyte_is_read_whole()
    {
        var text = new string('x', 1 << 20);

        var lines = Read(Line("a") + "\n" + Line("b", text) + "\n" + Line("c")).ToList();

        lines.Select(l => l.Value!.Id).ShouldBe(["a", "b", "c"]);
        lines[1].Value!.Turns[0].User.ShouldBe(text);
    }

    [Fact]
    public void An_empty_file_has_no_line() => Read("").ShouldBeEmpty();

    [Fact]
    public void Offset_and_length_give_the_bytes_of_the_record_wherever_reads_break_off()
    {
        var gen = from texts in Gen.Choose(0, 300).Select(n => new string('é', n)).ListOf()
                  from newline in Gen.Elements("\n", "\r\n", "\n\n")
                  from mark in Gen.Elements("", "\uFEFF")
                  from chunk in Gen.Choose(1, 50)
                  select (Text: mark + string.Join(newline, texts.Select((t, i) => Line($"{i}", t))), texts.Count, Chunk: chunk);
        Prop.ForAll(Arb.From(gen), file =>
        {
            var bytes = Encoding.UTF8.GetBytes(file.Text);
            var lines = JsonLines.Read(new Dribble(bytes, file.Chunk), "f.jsonl", AttuneJson.Lines.Session).ToList();

            lines.Select(l => l.Value?.Id).ShouldBe(Enumerable.Range(0, file.Count).Select(i => $"{i}"));
            foreach (var line in lines)
                Read(Encoding.UTF8.GetString(bytes.AsSpan((int)line.Offset, line.Length))).Single().Value!.Turns[0].ShouldBe(line.Value!.Turns[0]);
        }).Check(Config.QuickThrowOnFailure);
    }

    private static string Line(string id, string text = "x") =>
        $"{{\"id\":\"{id}\",\"kind\":\"random\",\"turns\":[{{\"user\":\"{text}\",\"assistant\":\"y\"}}]}}";

    private static IEnumerable<JsonLine<Session>> Read(string text) =>
        JsonLines.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "f.jsonl", AttuneJson.Lines.Session);

    private static IEnumerable<string?> Ids(string text) => Read(text).Select(l => l.Value?.Id);

    /// <summary>Gives a few bytes at a time, as a pipe does.</summary>
    private sealed class Dribble(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));
    }
}
