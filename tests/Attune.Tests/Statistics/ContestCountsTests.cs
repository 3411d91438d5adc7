using Attune.Statistics;

namespace Attune.Tests.Statistics;

public sealed class ContestCountsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Contests_are_read_with_other_fields_ignored_and_blank_lines_skipped()
    {
        File.WriteAllText(_file, "\uFEFF{\"a\":\"x\",\"b\":\"y\",\"winner\":\"a\",\"why\":{\"a\":[1,\"b\"]}}\r\n\n  \n{\"winner\":\"tie\",\"b\":\"x\",\"a\":\"y\"}\n{\"a\":\"caf\\u00e9\",\"b\":\"x\",\"winner\":\"b\"}");

        var contests = ContestCounts.Read(_file);

        contests.Contests.ShouldBe(3);
        contests.Models.ShouldBe(["x", "y", "café"]);
        contests.InOrder().Pairs.Sum(p => p.Count.Ties).ShouldBe(1);
    }

    [Theory]
    [InlineData("[1]", "is not a JSON object")]
    [InlineData("""{"a":"x","b":"y","winner":"a""", "is not valid JSON")]
    [InlineData("""{"a":"x","b":"y"}""", "lacks winner")]
    [InlineData("""{"a":"x","winner":"a"}""", "lacks b")]
    [InlineData("""{"a":"x","b":"y","winner":"x"}""", "names a winner other than a, b and tie")]
    [InlineData("""{"a":"x","b":"x","winner":"a"}""", "lets a model play against itself")]
    [InlineData("""{"a":7,"b":"x","winner":"a"}""", "holds no text at a")]
    [InlineData("""{"a":"x","b":" ","winner":"a"}""", "holds an empty or far too long name at b")]
    [InlineData("""{"a":"x","a":"z","b":"y","winner":"a"}""", "holds a twice")]
    [InlineData("""{"a":"x","b":"y","winner":"a"} {}""", "is not valid JSON")]
    [InlineData("""{"a":"x","b":"\ud800","winner":"a"}""", "is not valid JSON")]
    public void A_line_that_is_no_contest_is_named(string line, string problem)
    {
        File.WriteAllText(_file, $$"""{"a":"x","b":"y","winner":"b"}{{"\n"}}{{line}}{{"\n"}}""");

        var fault = Should.Throw<BadInputException>(() => ContestCounts.Read(_file)).Faults.ShouldHaveSingleItem();

        (fault.Place, fault.Problem).ShouldBe(($"{_file}:2", problem));
    }

    [Fact]
    public void A_name_of_a_megabyte_is_refused()
    {
        File.WriteAllText(_file, $$"""{"a":"{{new string('x', 1 << 20)}}","b":"y","winner":"b"}""");

        Should.Throw<BadInputException>(() => ContestCounts.Read(_file)).Message.ShouldContain("far too long");
    }

    [Fact]
    public void A_file_full_of_faults_names_a_hundred()
    {
        File.WriteAllText(_file, string.Concat(Enumerable.Repeat("{}\n", 500)));

        Should.Throw<BadInputException>(() => ContestCounts.Read(_file)).Faults.Count.ShouldBe(100);
    }

    public void Dispose() => File.Delete(_file);
}
