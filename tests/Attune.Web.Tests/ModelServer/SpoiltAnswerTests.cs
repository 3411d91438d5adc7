using Attune.Web.ModelServer;

namespace Attune.Web.Tests.ModelServer;

public sealed class SpoiltAnswerTests
{
    private const string Preferences = """{"preferences":[{"slot":1,"type":"positive"},{"slot":2,"type":"negative"}]}""";

    [Theory]
    [InlineData(FaultKind.Refusal, "I'm sorry, but I can't help with that.")]
    [InlineData(FaultKind.BrokenJson, """{"preferences":[{"slot":1,"type":"pos""")]
    [InlineData(FaultKind.WrongCount, """{"preferences":[{"slot":1,"type":"positive"}]}""")]
    [InlineData(FaultKind.WrongType, """{"preferences":[{"slot":1,"type":"relative"},{"slot":2,"type":"negative"}]}""")]
    [InlineData(FaultKind.Slow, Preferences)]
    public void Each_kind_spoils_in_its_own_way(FaultKind fault, string spoilt) => SpoiltAnswer.Of(Preferences, fault).ShouldBe(spoilt);

    [Fact]
    public void Without_a_preference_the_first_text_becomes_a_number() =>
        SpoiltAnswer.Of("""{"turns":[{"user":"Hello","assistant":"Hi"}]}""", FaultKind.WrongType).ShouldBe("""{"turns":[{"user":7,"assistant":"Hi"}]}""");

    [Theory]
    [InlineData(FaultKind.WrongCount)]
    [InlineData(FaultKind.WrongType)]
    public void What_is_no_JSON_stays(FaultKind fault) => SpoiltAnswer.Of("Take the train.", fault).ShouldBe("Take the train.");
}
