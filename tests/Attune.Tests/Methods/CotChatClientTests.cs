using Attune.Methods;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Methods;

public sealed class CotChatClientTests
{
    [Theory]
    [InlineData("You want quiet.\n\nAnswer:\nB", "You want quiet.", "B")]
    [InlineData("You want quiet.\nAnswer: The Garden House.\nAnswer: it is.", "You want quiet.", "The Garden House.\nAnswer: it is.")]
    [InlineData("Quiet.\n\n**Answer:**\n\n**B**", "Quiet.", "**B**")]
    [InlineData("Quiet.\n### Final answer:\n* one\n* two", "Quiet.", "* one\n* two")]
    [InlineData("The answer: must be short.\nANSWER:  B", "The answer: must be short.", "B")]
    [InlineData("<think>Answer: no</think>Quiet.\nAnswer:\nB", "Quiet.", "B")]
    [InlineData("Answer:\nB", "", "B")]
    [InlineData("Quiet.\nAnswer:", "Quiet.", "")]
    public async Task Only_what_follows_the_marker_is_the_answer(string text, string thoughts, string answer)
    {
        var response = await new CotChatClient(new StepModel(text)).GetResponseAsync(Chat());
        var streamed = await new CotChatClient(new StepModel(text)).GetStreamingResponseAsync(Chat()).ToChatResponseAsync();

        foreach (var each in (ChatResponse[])[response, streamed])
        {
            each.Text.ShouldBe(answer);
            MethodSteps.Of(each).ShouldBe([new("think", thoughts)]);
            (each.Usage!.InputTokenCount, each.FinishReason, each.ResponseId).ShouldBe((10, ChatFinishReason.Stop, "r0"));
        }
    }

    [Theory]
    [InlineData("The Garden House.")]
    [InlineData("My answer is the Garden House: it is quiet.")]
    [InlineData("<think>Quiet.\nAnswer: B")]
    [InlineData("")]
    public async Task Without_a_marker_the_whole_text_is_the_answer(string text)
    {
        var response = await new CotChatClient(new StepModel(text)).GetResponseAsync(Chat());
        var streamed = await new CotChatClient(new StepModel(text)).GetStreamingResponseAsync(Chat()).ToChatResponseAsync();

        (response.Text, streamed.Text).ShouldBe((text, text));
        MethodSteps.Of(response).ShouldBeEmpty();
        MethodSteps.Of(streamed).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_answer_streams_as_it_comes_and_no_thought_before_it()
    {
        var texts = new List<string>();
        await foreach (var update in new CotChatClient(new StepModel("You want quiet.\nAnswer:\nThe Garden House.")).GetStreamingResponseAsync(Chat()))
            if (update.Text.Length > 0) texts.Add(update.Text);

        texts.ShouldBe("The Garden House.".Select(c => c.ToString()));
    }

    [Fact]
    public async Task What_else_a_response_holds_is_kept_and_the_inner_response_stays_as_it_is()
    {
        var call = new FunctionCallContent("1", "look");
        var inner = new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextReasoningContent("hidden"), new TextContent("Quiet.\nAnswer: B"), call]));

        var response = await new CotChatClient(new Fixed(inner)).GetResponseAsync(Chat());

        response.Messages.ShouldHaveSingleItem().Contents.Select(c => c.GetType().Name).ShouldBe(["TextReasoningContent", "FunctionCallContent", "TextContent"]);
        response.Text.ShouldBe("B");
        inner.Text.ShouldBe("Quiet.\nAnswer: B");
        inner.AdditionalProperties.ShouldBeNull();
    }

    [Fact]
    public async Task A_long_thought_in_small_pieces_is_read_in_one_pass()
    {
        var thought = string.Concat(Enumerable.Repeat("It could be quiet or loud, who knows. ", 20_000));

        var response = await new CotChatClient(new StepModel($"{thought}\nAnswer: B")).GetStreamingResponseAsync(Chat()).ToChatResponseAsync();

        response.Text.ShouldBe("B");
    }

    [Fact]
    public async Task Around_a_workflow_all_steps_are_kept()
    {
        ChatMessage[] chat = [new(ChatRole.User, "Loud!"), new(ChatRole.Assistant, "Oh."), .. Chat()];
        object[] answers = ["[\"Quiet.\"]", "[\"Quiet.\"]", "[\"Only quiet places.\"]", "Quiet it is.\nAnswer: The Garden House."];

        var response = await new CotChatClient(new WorkflowChatClient(new StepModel(answers))).GetResponseAsync(chat);
        var streamed = await new CotChatClient(new WorkflowChatClient(new StepModel(answers))).GetStreamingResponseAsync(chat).ToChatResponseAsync();

        foreach (var each in (ChatResponse[])[response, streamed])
        {
            each.Text.ShouldBe("The Garden House.");
            MethodSteps.Of(each).Select(s => s.Name).ShouldBe(["think", "extract", "choose", "plan"]);
        }
    }

    private static ChatMessage[] Chat() => [new(ChatRole.User, "Where should I stay?")];

    private sealed class Fixed(ChatResponse response) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(response);

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
