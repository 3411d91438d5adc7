using Attune.Methods;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Methods;

public sealed class WorkflowChatClientTests
{
    private const string Question = "Where should I stay?";

    private static readonly object[] FourAnswers =
        ["[\"Sleeps only where it is quiet.\", \"Answers in short.\"]", "```json\n[2]\n```", "{\"plan\": [{\"preference\": \"short\", \"change\": \"Name one place.\"}]}", "The Garden House."];

    [Fact]
    public async Task Each_step_is_a_call_that_gets_what_the_step_before_it_found()
    {
        var model = new StepModel(FourAnswers);

        var response = await new WorkflowChatClient(model).GetResponseAsync(Chat());

        response.Text.ShouldBe("The Garden House.");
        model.Prompts.Count.ShouldBe(4);
        model.Prompts[0][^1].Text.ShouldStartWith("Step: extract\n");
        model.Prompts[0][^1].Text.ShouldNotContain(Question);
        model.Prompts[1].ShouldHaveSingleItem().Text.ShouldContain("<preferences>\n1. Sleeps only where it is quiet.\n2. Answers in short.\n</preferences>");
        model.Prompts[1][0].Text.ShouldContain($"<question>\n{Question}\n</question>");
        model.Prompts[2].ShouldHaveSingleItem().Text.ShouldContain("<preferences>\nAnswers in short.\n</preferences>");
        model.Prompts[3][^1].Text.ShouldContain("- Answers in short.\n");
        model.Prompts[3][^1].Text.ShouldContain("* short: Name one place.\n");
        model.Prompts[3][^1].Text.ShouldNotContain("quiet");
        model.Prompts[3][^1].Text.ShouldEndWith($"\n\n{Question}");
    }

    [Fact]
    public async Task The_first_and_the_last_call_begin_with_the_history_as_it_is()
    {
        var (model, chat) = (new StepModel(FourAnswers), Chat());

        await new WorkflowChatClient(model).GetResponseAsync(chat);

        foreach (var prompt in (IReadOnlyList<ChatMessage>[])[model.Prompts[0], model.Prompts[3]]) prompt.SkipLast(1).ShouldBe(chat.SkipLast(1));
    }

    [Fact]
    public async Task The_first_call_is_the_same_for_every_question_on_a_history()
    {
        var model = new StepModel([.. FourAnswers, .. FourAnswers]);
        var client = new WorkflowChatClient(model);

        await client.GetResponseAsync(Chat());
        await client.GetResponseAsync([.. Chat().SkipLast(1), new(ChatRole.User, "What should I eat?")]);

        model.Prompts[4].Select(m => m.Text).ShouldBe(model.Prompts[0].Select(m => m.Text));
    }

    [Fact]
    public async Task The_response_has_the_steps_and_the_usage_of_all_calls()
    {
        var response = await new WorkflowChatClient(new StepModel(FourAnswers)).GetResponseAsync(Chat());

        var steps = MethodSteps.Of(response);
        steps.Select(s => s.Name).ShouldBe(["extract", "choose", "plan"]);
        steps[0].Items.ShouldBe(["Sleeps only where it is quiet.", "Answers in short."]);
        steps[1].Items.ShouldBe(["Answers in short."]);
        steps[2].Text.ShouldBe((string)FourAnswers[2]);
        (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.Usage.TotalTokenCount).ShouldBe((40, 8, 48));
        (response.ResponseId, response.FinishReason).ShouldBe(("r3", ChatFinishReason.Stop));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Usage_that_one_call_keeps_to_itself_is_unknown_for_all(int silent)
    {
        (await new WorkflowChatClient(new StepModel(FourAnswers) { Silent = silent }).GetResponseAsync(Chat())).Usage.ShouldBeNull();
        (await new WorkflowChatClient(new StepModel(FourAnswers) { Silent = silent }).GetStreamingResponseAsync(Chat()).ToChatResponseAsync())
            .Usage?.InputTokenCount.ShouldNotBe(40);
    }

    [Fact]
    public async Task The_answer_streams_and_the_last_update_carries_steps_and_usage()
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in new WorkflowChatClient(new StepModel(FourAnswers)).GetStreamingResponseAsync(Chat())) updates.Add(update);

        updates[0].Text.ShouldBe("T");
        updates.SkipLast(1).ShouldAllBe(u => u.AdditionalProperties == null);
        var response = updates.ToChatResponse();
        response.Messages.ShouldHaveSingleItem().Text.ShouldBe("The Garden House.");
        MethodSteps.Of(response).Select(s => s.Name).ShouldBe(["extract", "choose", "plan"]);
        response.Usage!.InputTokenCount.ShouldBe(40);
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_is_handed_on_as_the_text_it_is()
    {
        var model = new StepModel("They want quiet {{nights}}.", "Quiet, I think: [\"cut", "Name quiet places first.", "The Garden House.");

        var response = await new WorkflowChatClient(model).GetResponseAsync(Chat());

        model.Prompts[1][0].Text.ShouldContain("<preferences>\nThey want quiet {{nights}}.\n</preferences>");
        model.Prompts[3][^1].Text.ShouldContain("- Quiet, I think: [\"cut\n");
        MethodSteps.Of(response).ShouldAllBe(s => s.Items == null);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("<think>Nothing here.</think>\n[]")]
    public async Task Where_nothing_is_extracted_the_bare_question_is_asked(string nothing)
    {
        var (model, chat) = (new StepModel(nothing, "A hotel."), Chat());

        var response = await new WorkflowChatClient(model).GetResponseAsync(chat);

        model.Prompts.Count.ShouldBe(2);
        model.Prompts[1].ShouldBe(chat);
        response.Text.ShouldBe("A hotel.");
        MethodSteps.Of(response).ShouldHaveSingleItem().Result.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nothing_is_relevant_nothing_is_planned()
    {
        var model = new StepModel("[\"Quiet.\"]", "[]", "A hotel.");

        MethodSteps.Of(await new WorkflowChatClient(model).GetResponseAsync(Chat())).Select(s => s.Name).ShouldBe(["extract", "choose"]);
    }

    [Fact]
    public async Task A_question_without_history_is_asked_as_it_is()
    {
        var model = new StepModel("A hotel.");

        var response = await new WorkflowChatClient(model).GetResponseAsync([new(ChatRole.User, Question)]);

        model.Prompts.ShouldHaveSingleItem();
        response.AdditionalProperties.ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_call_that_fails_fails_the_answer(int failing)
    {
        var answers = FourAnswers.ToArray();
        answers[failing] = new InvalidOperationException("Down.");

        (await Should.ThrowAsync<InvalidOperationException>(() => new WorkflowChatClient(new StepModel(answers)).GetResponseAsync(Chat()))).Message.ShouldBe("Down.");
        await Should.ThrowAsync<InvalidOperationException>(() => new WorkflowChatClient(new StepModel(answers)).GetStreamingResponseAsync(Chat()).ToChatResponseAsync());
    }

    [Fact]
    public async Task Cancelled_between_steps_it_asks_no_further()
    {
        using var stop = new CancellationTokenSource();
        var model = new StepModel(FourAnswers) { OnCall = call => { if (call == 1) stop.Cancel(); } };

        await Should.ThrowAsync<OperationCanceledException>(() => new WorkflowChatClient(model).GetResponseAsync(Chat(), cancellationToken: stop.Token));

        model.Prompts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Steps_are_asked_for_plain_text_and_call_no_tools()
    {
        var model = new StepModel(FourAnswers);
        var options = new ChatOptions { Temperature = 0.5f, ResponseFormat = ChatResponseFormat.Json, Tools = [AIFunctionFactory.Create(() => 1, "one")] };

        await new WorkflowChatClient(model).GetResponseAsync(Chat(), options);

        foreach (var step in model.Options.Take(3))
        {
            (step!.Temperature, step.ResponseFormat, step.ToolMode).ShouldBe((0.5f, null, ChatToolMode.None));
            step.Tools.ShouldBe(options.Tools);
        }

        model.Options[3].ShouldBeSameAs(options);
        (options.ResponseFormat, options.ToolMode).ShouldBe((ChatResponseFormat.Json, null));
    }

    [Fact]
    public async Task Answers_at_the_same_time_do_not_mix_their_steps()
    {
        var client = new WorkflowChatClient(new RecordingChatClient(prompt => prompt.Count > 1 ? prompt[0].Text : prompt[0].Text.Split('\n').First(l => l.StartsWith("user", StringComparison.Ordinal))));

        var responses = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            client.GetResponseAsync([new(ChatRole.User, $"user {i}"), new(ChatRole.Assistant, "ok"), new(ChatRole.User, Question)])));

        for (var i = 0; i < responses.Length; i++)
        {
            responses[i].Text.ShouldBe($"user {i}");
            MethodSteps.Of(responses[i]).Select(s => s.Text).ShouldBe([$"user {i}", $"user {i}", $"user {i}"]);
        }
    }

    private static List<ChatMessage> Chat() =>
    [
        new(ChatRole.System, "Be brief."),
        new(ChatRole.User, "I hardly slept, the street was so loud."),
        new(ChatRole.Assistant, "How annoying."),
        new(ChatRole.User, Question),
    ];
}
