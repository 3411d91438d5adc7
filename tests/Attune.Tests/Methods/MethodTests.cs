using Attune.Methods;
using Attune.Prompts;
using Attune.Retrieval;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Methods;

public sealed class MethodTests
{
    private const string Question = "Where should I stay?";
    private const string Preference = "Only sleeps where it is quiet.";

    private static readonly string[] Prefacing = [
        Method.Reminder, Method.FewShot, Method.Rag, Method.Oracle, Method.TaskDescription, Method.PrefixCot, Method.Cot, Method.Workflow, Method.SelfCritic,
    ];

    private static readonly string[] NotAtOnce = [Method.Cot, Method.Workflow, Method.SelfCritic];

    public static TheoryData<string> AllNames => [.. Method.All.Select(m => m.Name)];

    public static TheoryData<string> PrefacingNames => [.. Prefacing];

    public static TheoryData<string> AtOnceNames => [.. Method.All.Select(m => m.Name).Except(NotAtOnce)];

    [Fact]
    public async Task Zero_shot_sends_the_chat_as_it_is()
    {
        var chat = Chat();

        (await SentAsync(Method.ZeroShot, chat)).ShouldBe(chat);
    }

    [Fact]
    public async Task The_reminder_stands_before_the_question() =>
        (await SentAsync(Method.Reminder, Chat()))[^1].Text.ShouldBe($"{Prompt("method-reminder")}\n\n{Question}");

    [Fact]
    public async Task The_worked_examples_stand_before_the_question()
    {
        var sent = (await SentAsync(Method.FewShot, Chat()))[^1].Text;

        sent.ShouldBe($"{Prompt("method-few-shot-cot")}\n\n{Question}");
        foreach (var example in (string[])["Example 1:", "Example 2:", "Example 3:"]) sent.ShouldContain(example);
    }

    [Fact]
    public async Task The_oracle_states_the_true_preference_before_the_question()
    {
        var sent = (await SentAsync(Method.Oracle, Chat()))[^1].Text;

        sent.ShouldContain(Preference);
        sent.ShouldEndWith($"\n\n{Question}");
    }

    [Fact]
    public async Task Only_the_oracle_states_the_true_preference()
    {
        foreach (var name in Method.All.Select(m => m.Name).Where(n => n != Method.Oracle))
            (await SentAsync(name, Chat())).ShouldAllBe(m => !m.Text.Contains(Preference));
    }

    [Fact]
    public async Task Rag_quotes_the_retrievers_turns_in_the_retrievers_order()
    {
        var retriever = new FixedRetriever([2, 0]);

        var sent = (await SentAsync(Method.Rag, Chat(), retriever))[^1].Text;

        sent.ShouldContain("Turn 1:\n- user: third\n- assistant: \nTurn 2:\n- user: first\n- assistant: one\n");
        sent.ShouldContain("These 2 turns");
        sent.ShouldNotContain("second");
        sent.ShouldEndWith($"\n\n{Question}");
    }

    [Fact]
    public async Task Rag_looks_for_the_bare_question_among_the_turns_before_it()
    {
        var retriever = new FixedRetriever([0]);

        await Method.Wrap(Method.Rag, new RecordingChatClient(), "bare?", Preference, retriever, PromptLibrary.Default).GetResponseAsync(Chat());

        retriever.Query.ShouldBe("bare?");
        retriever.Turns.Select(t => t.User.Text).ShouldBe(["first", "second", "third"]);
        retriever.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Rag_of_an_application_looks_for_the_whole_last_message_unless_told_otherwise()
    {
        var retriever = new FixedRetriever([]);

        await new RagChatClient(new RecordingChatClient(), retriever).GetResponseAsync(Chat());
        retriever.Query.ShouldBe(Question);

        await new RagChatClient(new RecordingChatClient(), retriever, new() { Turns = 2, Query = m => m.Text.ToUpperInvariant() }).GetResponseAsync(Chat());
        retriever.Query.ShouldBe(Question.ToUpperInvariant());
        retriever.Count.ShouldBe(2);
    }

    [Fact]
    public async Task No_history_keeps_system_messages_and_the_question_only()
    {
        var chat = Chat();

        (await SentAsync(Method.NoHistory, chat)).ShouldBe([chat[0], chat[^1]]);
    }

    [Theory]
    [MemberData(nameof(PrefacingNames))]
    public async Task The_history_is_sent_untouched(string method)
    {
        var chat = Chat();

        (await SentAsync(method, chat)).SkipLast(1).ShouldBe(chat.SkipLast(1));
    }

    [Theory]
    [MemberData(nameof(PrefacingNames))]
    public async Task What_follows_the_last_user_message_stays_behind_it(string method)
    {
        List<ChatMessage> chat = [.. Chat(), new(ChatRole.Assistant, "One moment."), new(ChatRole.Tool, "found it")];

        var sent = await SentAsync(method, chat);

        sent.Count.ShouldBe(chat.Count);
        sent[^3].Text.ShouldEndWith(Question);
        sent.TakeLast(2).ShouldBe(chat.TakeLast(2));
    }

    [Theory]
    [MemberData(nameof(PrefacingNames))]
    public async Task Pictures_and_properties_of_the_question_are_kept(string method)
    {
        var picture = new DataContent("data:image/png;base64,AAAA");
        var question = new ChatMessage(ChatRole.User, [new TextContent(Question), picture]) { AuthorName = "mara", MessageId = "m1" };

        var sent = (await SentAsync(method, [question]))[^1];

        sent.Contents[^1].ShouldBeSameAs(picture);
        (sent.AuthorName, sent.MessageId).ShouldBe(("mara", "m1"));
        question.Contents.Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public async Task The_callers_messages_stay_as_they_are(string method)
    {
        var chat = Chat();
        var before = chat.Select(m => (m.Role, m.Text, m.Contents.Count)).ToList();

        await SentAsync(method, chat);

        chat.Select(m => (m.Role, m.Text, m.Contents.Count)).ShouldBe(before);
    }

    [Fact]
    public async Task The_task_description_stands_before_the_question_and_what_builds_on_it_begins_with_it()
    {
        (await SentAsync(Method.TaskDescription, Chat()))[^1].Text.ShouldBe($"{Prompt("method-task-description")}\n\n{Question}");
        (await SentAsync(Method.Cot, Chat()))[^1].Text.ShouldBe($"{Prompt("method-task-description")}\n{Prompt("method-cot")}\n\n{Question}");
        (await SentAsync(Method.PrefixCot, Chat()))[^1].Text.ShouldBe($"{Prompt("method-task-description")}\n{Prompt("method-prefix-cot")}\n\n{Question}");
    }

    [Theory]
    [MemberData(nameof(AtOnceNames))]
    public async Task Streaming_sends_the_same_messages_and_every_update_comes_through(string method)
    {
        var client = new RecordingChatClient(_ => "a quiet place");
        var chat = Chat();
        var words = new List<string>();

        await foreach (var update in Wrap(method, client).GetStreamingResponseAsync(chat)) words.Add(update.Text);

        words.ShouldBe(["a", "quiet", "place"]);
        client.Sent.Select(m => m.Text).ShouldBe((await SentAsync(method, chat)).Select(m => m.Text));
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public async Task A_chat_without_a_user_message_passes_through(string method)
    {
        ChatMessage[] chat = [new(ChatRole.System, "Be brief.")];

        (await SentAsync(method, chat)).ShouldBe(chat);
        (await SentAsync(method, [])).ShouldBeEmpty();
    }

    [Fact]
    public void An_unknown_method_is_refused_with_the_known_ones_named()
    {
        Method.Check(Method.Rag).ShouldBe(Method.Rag);
        Should.Throw<BadInputException>(() => Method.Check("magic")).Message.ShouldContain("no-history, zero-shot, reminder, few-shot-cot, rag, task-description, prefix-cot, cot, workflow, self-critic, oracle");
    }

    private static List<ChatMessage> Chat() =>
    [
        new(ChatRole.System, "Be brief."),
        new(ChatRole.User, "first"),
        new(ChatRole.Assistant, "one"),
        new(ChatRole.User, "second"),
        new(ChatRole.Assistant, "two"),
        new(ChatRole.User, "third"),
        new(ChatRole.User, Question),
    ];

    private static string Prompt(string name) => PromptLibrary.Default.Render(name, new Dictionary<string, object?>());

    private static IChatClient Wrap(string method, IChatClient inner, ITurnRetriever? retriever = null) =>
        Method.Wrap(method, inner, Question, Preference, retriever ?? new FixedRetriever([]), PromptLibrary.Default);

    private static async Task<IReadOnlyList<ChatMessage>> SentAsync(string method, IEnumerable<ChatMessage> chat, ITurnRetriever? retriever = null)
    {
        var client = new RecordingChatClient();
        await Wrap(method, client, retriever).GetResponseAsync(chat);
        return client.Prompts[^1];
    }

    private sealed class FixedRetriever(IReadOnlyList<int> found) : ITurnRetriever
    {
        public string? Query { get; private set; }

        public IReadOnlyList<ConversationTurn> Turns { get; private set; } = [];

        public int Count { get; private set; }

        public ValueTask<IReadOnlyList<int>> FindAsync(
            string query, IReadOnlyList<ConversationTurn> turns, int count, CancellationToken cancellationToken = default)
        {
            (Query, Turns, Count) = (query, turns, count);
            return ValueTask.FromResult(found);
        }
    }
}
