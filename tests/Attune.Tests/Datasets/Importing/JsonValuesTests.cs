using System.Text;
using System.Text.Json;
using Attune.Datasets.Importing;

namespace Attune.Tests.Datasets.Importing;

public sealed class JsonValuesTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData(" \n [ ] \r\n")]
    [InlineData("[1]", "1")]
    [InlineData("\uFEFF[1 ,\n-2.5e3, \"a,]\\\"\", null , true, [1, [2]], {\"a\": []}]", "1", "-2.5e3", "\"a,]\\\"\"", "null", "true", "[1, [2]]", "{\"a\": []}")]
    public void An_array_gives_its_elements(string json, params string[] expected) =>
        Read(json).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("{}\n{\n}{\"a\": 1} 7 8\n", "{}", "{\n}", "{\"a\": 1}", "7", "8")]
    public void Values_may_follow_each_other(string json, params string[] expected) =>
        Read(json, isArray: false).ShouldBe(expected);

    [Theory]
    [InlineData("{}", 0, 0)]
    [InlineData("[", 0, 0)]
    [InlineData("[{},\n{}", 2, 1)]
    [InlineData("[{},\n{},\n", 2, 2)]
    [InlineData("[{},\n{},\n]", 2, 2)]
    [InlineData("[{}\n{}]", 1, 1)]
    [InlineData("[,{}]", 0, 0)]
    [InlineData("[1,\n2]\n\nmore", 2, 3)]
    [InlineData("[{},\n{\"a\":\n\n\"b", 1, 3)]
    [InlineData("[{},\n{\"a\":\n oh}, {}]", 1, 2)]
    public void What_stands_before_a_break_is_given_and_the_break_has_its_line(string json, int whole, int line) =>
        Broken(new MemoryStream(Encoding.UTF8.GetBytes(json))).ShouldBe((whole, line));

    [Theory]
    [InlineData(1)]
    [InlineData(3_000_000)]
    public void However_long_a_value_is_none_before_the_break_is_lost(int longest)
    {
        var values = Enumerable.Range(1, 20).Select(i => $"{{\"n\": {i}, \"text\": \"{new string('x', i == 11 ? longest : 100)}\"}}");
        var json = "[" + string.Join(",\n", values) + "]";

        Broken(new MemoryStream(Encoding.UTF8.GetBytes(json[..^60]))).ShouldBe((19, 19));
        Read(json).Count.ShouldBe(20);
    }

    [Fact]
    public void Values_on_the_edge_of_what_is_read_at_once_stay_whole()
    {
        var numbers = Enumerable.Range(0, 200_000).Select(i => $"{i}").ToList();

        Read("[" + string.Join(", ", numbers) + "]").ShouldBe(numbers);
        Read(string.Join('\n', numbers), isArray: false).ShouldBe(numbers);
    }

    [Fact]
    public void A_stream_that_fails_gives_what_it_gave_before()
    {
        using var spoilt = new FailingStream("[" + string.Join(",", Enumerable.Range(0, 100_000)) + ",");

        var count = 0;
        Should.Throw<InvalidDataException>(() =>
        {
            foreach (var _ in JsonValues.Read(spoilt, isArray: true)) count++;
        });
        count.ShouldBe(100_000);
    }

    private static List<string> Read(string json, bool isArray = true)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return [.. JsonValues.Read(stream, isArray).Select(v => v.GetRawText())];
    }

    private static (int Whole, long? Line) Broken(Stream stream)
    {
        var count = 0;
        var e = Should.Throw<JsonException>(() =>
        {
            foreach (var _ in JsonValues.Read(stream, isArray: true)) count++;
        });
        return (count, e.LineNumber);
    }

    /// <summary>Gives a text in small pieces and then fails, as a compressed file does that is spoilt at its end.</summary>
    private sealed class FailingStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, 1_000)) is > 0 and var read ? read : throw new InvalidDataException("Spoilt.");
    }
}
