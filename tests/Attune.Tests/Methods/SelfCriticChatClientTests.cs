using Attune.Methods;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Methods;

public sealed class SelfCriticChatClientTests
{
    private static readonly object[] ThreeAnswers = ["The Party Inn.", "They said that noise keeps them awake.", "The Garden House."];

    [Fact]
    public async Task It_answers_criticises_and_answers_again_on_the_same_history()
    {
        var (model, chat) = (new StepModel(ThreeAnswers), Chat());

        var response = await new SelfCriticChatClient(model).GetResponseAsync(chat);

        response.Text.ShouldBe("The Garden House.");
        response.Usage!.InputTokenCount.ShouldBe(30);
        MethodSteps.Of(response).Select(s => (s.Name, s.Text)).ShouldBe([("draft", "The Party Inn."), ("criticise", "They said that noise keeps them awake.")]);
        model.Prompts[0].ShouldBe(chat);
        model.Prompts.ShouldAllBe(p => p.SkipLast(1).SequenceEqual(chat.SkipLast(1)));
        model.Prompts[1][^1].Text.ShouldContain("<question>\nWhere should I stay?\n</question>\n<draft>\nThe Party Inn.\n</draft>");
        model.Prompts[2][^1].Text.ShouldContain("<criticism>\nThey said that noise keeps them awake.\n</criticism>");
        model.Prompts[2][^1].Text.ShouldEndWith("\n\nWhere should I stay?");
    }

    [Fact]
    public async Task The_last_answer_streams()
    {
        var response = await new SelfCriticChatClient(new StepModel(ThreeAnswers)).GetStreamingResponseAsync(Chat()).ToChatResponseAsync();

        (response.Text, response.Usage!.InputTokenCount).ShouldBe(("The Garden House.", 30));
        MethodSteps.Of(response).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_empty_draft_is_not_criticised()
    {
        var model = new StepModel("", "A hotel.");

        (await new SelfCriticChatClient(model).GetResponseAsync(Chat())).Text.ShouldBe("A hotel.");
        model.Prompts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Criticism_that_fails_fails_the_answer() =>
        await Should.ThrowAsync<InvalidOperationException>(() => new SelfCriticChatClient(new StepModel("x", new InvalidOperationException(), "y")).GetResponseAsync(Chat()));

    [Fact]
    public async Task Pictures_of_the_question_are_shown_to_the_critic_too()
    {
        var picture = new DataContent("data:image/png;base64,AAAA");
        var model = new StepModel(ThreeAnswers);

        await new SelfCriticChatClient(model).GetResponseAsync([.. Chat().SkipLast(1), new(ChatRole.User, [new TextContent("Where is this?"), picture])]);

        model.Prompts.ShouldAllBe(p => p.Last().Contents.Contains(picture));
    }

    private static List<ChatMessage> Chat() =>
        [new(ChatRole.User, "I hardly slept, the street was so loud."), new(ChatRole.Assistant, "How annoying."), new(ChatRole.User, "Where should I stay?")];
}
