using Attune.Models;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models;

public sealed class ContextWindowChatClientTests
{
    // One token a word.
    private static readonly ChatMessage[] Chat = [new(ChatRole.System, "be brief"), new(ChatRole.User, "what now")];

    private readonly RecordingChatClient _model = new();

    [Theory]
    [InlineData(4, null)]
    [InlineData(14, 10)]
    public async Task A_prompt_that_fits_goes_as_it_is(int window, int? maxOutput)
    {
        await Client(window, maxOutput).GetResponseAsync(Chat);

        _model.Sent.ShouldBe(Chat);
    }

    [Theory]
    [InlineData(3, null, "context of 3 tokens; the prompt's 4 do not fit")]
    [InlineData(13, 10, "context of 13 tokens; the prompt's 4 and the answer's 10 do not fit")]
    public async Task A_prompt_that_does_not_fit_is_refused_with_numbers_and_mends_and_not_sent(int window, int? maxOutput, string problem)
    {
        var fault = await Should.ThrowAsync<ModelCallException>(() => Client(window, maxOutput).GetResponseAsync(Chat));

        fault.Fault.ShouldBe(CallFault.ContextTooLong);
        fault.EndsRun.ShouldBeFalse();
        fault.IsTransient.ShouldBeFalse();
        fault.Details.Place.ShouldBe("test:model");
        fault.Details.Problem.ShouldContain(problem);
        foreach (var mend in (string[])["--context", "--truncate oldest-random", "?window="]) fault.Details.Mend.ShouldContain(mend);
        _model.Prompts.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_call_asks_for_goes_before_the_models_default()
    {
        await Client(8, maxOutput: 10).GetResponseAsync(Chat, new() { MaxOutputTokens = 4 });

        await Should.ThrowAsync<ModelCallException>(() => Client(8, maxOutput: null).GetResponseAsync(Chat, new() { MaxOutputTokens = 5 }));
    }

    [Fact]
    public void A_stream_is_refused_too() =>
        Should.Throw<ModelCallException>(() => { _ = Client(3, null).GetStreamingResponseAsync(Chat); });

    private ContextWindowChatClient Client(int window, int? maxOutput) => new(_model, "test:model", window, maxOutput, new(Tokenizer.Default));
}
