using System.Text;
using Attune.Training;

namespace Attune.Tests.Training;

public sealed class TrainingFileTests : IDisposable
{
    private const string Good = """{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello", "weight": 1}]}""";
    private const string GoodPair = """{"input": {"messages": [{"role": "user", "content": "Hi"}]}, "preferred_output": [{"role": "assistant", "content": "Hello"}], "non_preferred_output": [{"role": "assistant", "content": "No"}]}""";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(Good, false)]
    [InlineData(GoodPair, true)]
    public void Both_kinds_are_read_and_counted(string line, bool isPreference)
    {
        File.WriteAllText(_file, string.Concat(Enumerable.Repeat(line + "\r\n\n", 12)));

        var summary = TrainingFile.Check(_file);

        (summary.Examples, summary.IsPreference, summary.LongestTokens * 12).ShouldBe((12, isPreference, summary.Tokens));
    }

    [Theory]
    [InlineData("{\"messages\": [{\"role\": \"us", "is not valid JSON")]
    [InlineData("[1]", "is no object")]
    [InlineData("{}", "has no messages")]
    [InlineData("""{"messages": []}""", "has no list of messages")]
    [InlineData("""{"messages": "hi"}""", "has no list of messages")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}]}""", "ends with a message of the role 'user'")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": ""}]}""", "has no text in messages[1]")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "a", "weight": 0}]}""", "ends with a message of weight 0")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi", "weight": 0}, {"role": "assistant", "content": "a"}]}""", "has an odd weight in messages[0]")]
    [InlineData("""{"messages": [{"role": "wizard", "content": "Hi"}]}""", "has the role 'wizard'")]
    [InlineData("""{"messages": [{"content": "Hi"}]}""", "has no role in messages[0]")]
    [InlineData("""{"messages": [{"role": "user", "content": [{"type": "text"}]}]}""", "has no text in messages[0]")]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "a"}], "id": 7}""", "has the field 'id'")]
    [InlineData("""{"prompt": [], "chosen": [], "rejected": []}""", "is in TRL's format")]
    [InlineData("""{"prompt": [], "completion": []}""", "is in TRL's format")]
    [InlineData("""{"input": {}, "preferred_output": [], "non_preferred_output": []}""", "has an 'input' without messages")]
    [InlineData("""{"input": {"messages": [{"role": "user", "content": "Hi"}]}, "preferred_output": [{"role": "assistant", "content": "a"}]}""", "is a preference pair without")]
    [InlineData("""{"input": {"messages": [{"role": "user", "content": "Hi"}]}, "preferred_output": [{"role": "user", "content": "a"}], "non_preferred_output": [{"role": "assistant", "content": "b"}]}""", "preferred_output of the role 'user'")]
    [InlineData("""{"messages": [{"role": "user", "content": "half \ud83d"}]}""", "half of a UTF-16 surrogate")]
    [InlineData(Good + Good, "is not")]
    public void A_line_that_the_vendor_would_refuse_is_named(string line, string problem)
    {
        File.WriteAllText(_file, string.Concat(Enumerable.Repeat(Good + "\n", 10)) + line + "\n");

        var fault = Should.Throw<BadInputException>(() => TrainingFile.Check(_file)).Faults.ShouldHaveSingleItem();

        fault.Place.ShouldBe($"{_file}:11");
        fault.Problem.ShouldContain(problem);
    }

    [Fact]
    public void A_whole_file_of_another_format_is_one_fault_and_other_faults_are_many()
    {
        TrainingFile.Read(Lines("""{"prompt": [], "chosen": [], "rejected": []}"""), "trl").Faults.ShouldHaveSingleItem();
        TrainingFile.Read(Lines("{}"), "empty").Faults.Count.ShouldBe(20);

        static MemoryStream Lines(string line) => new(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line + "\n", 50))));
    }

    [Fact]
    public void Deep_nesting_is_a_fault_and_no_crash()
    {
        var (_, faults) = TrainingFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(new string('[', 100_000))), "deep");
        faults.ShouldHaveSingleItem();
    }

    [Fact]
    public void Two_kinds_in_one_file_are_refused()
    {
        File.WriteAllText(_file, Good + "\n" + GoodPair + "\n");
        Should.Throw<BadInputException>(() => TrainingFile.Check(_file, fewest: 1)).Message.ShouldContain("is of another kind");
    }

    [Fact]
    public void Too_few_examples_and_too_long_ones_are_refused()
    {
        File.WriteAllText(_file, Good + "\n");
        Should.Throw<BadInputException>(() => TrainingFile.Check(_file)).Message.ShouldContain("has 1 example, and the vendor wants at least 10");
        Should.Throw<BadInputException>(() => TrainingFile.Check(_file, fewest: 1, longest: 1)).Message.ShouldContain("has 2 tokens, and an example may have 1");
        Should.Throw<BadInputException>(() => TrainingFile.Check(_file + "x")).Message.ShouldContain("is not there");
    }
}
