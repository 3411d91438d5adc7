using Attune.Models;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models;

public sealed class EmbeddedModelsTests
{
    private const string Choose =
        "I need a bed for a night. Where should I stay?\n\nA. A party hostel.\nB. A quiet hotel.\nC. A tent by the lake.\nD. A flat.\n\nExactly one of these options suits me best. Which one? Answer with its letter only.";

    private const string Decide = "I need a bed for a night. Would a quiet hotel suit me?\n\nAnswer with Yes or No only.";

    private const string Advise = "I need a bed for a night. Where should I stay?";

    private static readonly MessageTokens Tokens = new(Tokenizer.Default);

    public static TheoryData<string> Names => [.. EmbeddedModels.All.Select(m => m.Name)];

    [Theory]
    [InlineData("openai:gpt-5", "is not known")]
    [InlineData("embedded:clever", "is not known")]
    [InlineData("embedded:lexical@http://host", "is not known")]
    [InlineData("embedded:random?window=100", "takes no parameter 'window'")]
    [InlineData("embedded:lexical?seed=1", "takes no parameter 'seed'")]
    [InlineData("embedded:lexical?window=0", "has the window '0'")]
    [InlineData("embedded:lexical?window=-5", "has the window '-5'")]
    [InlineData("embedded:lexical?window=1e3", "has the window '1e3'")]
    [InlineData("embedded:lexical?window=99999999999", "has the window '99999999999'")]
    public void What_they_do_not_take_is_refused(string name, string problem)
    {
        var fault = Should.Throw<BadInputException>(() => Create(name)).Faults.ShouldHaveSingleItem();

        (fault.Place, fault.Problem).ShouldBe(($"model '{name}'", problem));
    }

    [Fact]
    public void A_window_is_read_from_the_name()
    {
        Create("embedded:lexical?window=32000").Window.ShouldBe(32000);
        Create("embedded:lexical").Window.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void They_are_marked_as_embedded(string name) => Create(name).IsEmbedded.ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_same_messages_get_the_same_answer_from_any_instance(string name)
    {
        foreach (var question in (string[])[Choose, Decide, Advise, ""])
            (await AskAsync(name, Chat(question))).ShouldBe(await AskAsync(name, Chat(question)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task They_answer_anything_without_failing(string name)
    {
        foreach (var chat in (ChatMessage[][])[[], [new(ChatRole.System, "Be brief.")], [new(ChatRole.User, "")], [new(ChatRole.Assistant, "\ud800 {{")]])
            await Should.NotThrowAsync(() => AskAsync(name, chat));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Streaming_gives_the_same_answer(string name)
    {
        var streamed = await Create(name).Client.GetStreamingResponseAsync(Chat(Choose)).ToChatResponseAsync();

        streamed.Text.ShouldBe(await AskAsync(name, Chat(Choose)));
    }

    [Fact]
    public async Task Usage_is_what_was_sent_and_what_came_back()
    {
        var chat = Chat(Choose);

        var response = await Create("embedded:generic").Client.GetResponseAsync(chat);

        response.Usage!.InputTokenCount.ShouldBe(chat.Sum(m => Tokenizer.Default.Count(m.Text)));
        response.Usage.OutputTokenCount.ShouldBe(Tokenizer.Default.Count(response.Text));
        response.Usage.TotalTokenCount.ShouldBe(response.Usage.InputTokenCount + response.Usage.OutputTokenCount);
    }

    // The chance that a fair choice of 1 in 4 falls outside 1000 +/- 5 * sqrt(4000 * 1/4 * 3/4) of 4000 is below one in a million.
    [Fact]
    public async Task Random_takes_each_option_equally_often()
    {
        var counts = await CountAsync(i => $"Question {i}: where?\n\nA. This.\nB. That.\nC. Those.\nD. These.\n\nWhich one?");

        counts.Keys.ShouldBe(["A", "B", "C", "D"], ignoreOrder: true);
        counts.Values.ShouldAllBe(n => Math.Abs(n - 1000) <= 5 * Math.Sqrt(4000 * 0.25 * 0.75));
    }

    [Fact]
    public async Task Random_says_yes_as_often_as_no()
    {
        var counts = await CountAsync(i => $"Would place {i} suit me?\n\nAnswer with Yes or No only.");

        counts.Keys.ShouldBe(["Yes", "No"], ignoreOrder: true);
        counts.Values.ShouldAllBe(n => Math.Abs(n - 2000) <= 5 * Math.Sqrt(4000 * 0.5 * 0.5));
    }

    [Fact]
    public async Task Random_depends_on_the_whole_prompt()
    {
        var answers = new HashSet<string>();
        for (var i = 0; i < 40; i++) answers.Add(await AskAsync("embedded:random", [new(ChatRole.User, $"I am {i}."), new(ChatRole.User, Choose)]));

        answers.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(Choose)]
    [InlineData(Decide)]
    [InlineData(Advise)]
    public async Task Generic_is_blind_to_history(string question)
    {
        var blind = await AskAsync("embedded:generic", [new(ChatRole.User, question)]);

        foreach (var said in (string[])["I only sleep in tents by a lake.", "I hate quiet hotels.", "A. B. C. D.", "Answer with Yes or No only."])
            (await AskAsync("embedded:generic", Chat(question, said))).ShouldBe(blind);
    }

    [Theory]
    [InlineData("I love sleeping in a tent by the lake, I always do.", "C")]
    [InlineData("I love a party, a loud hostel is the best.", "A")]
    public async Task Lexical_answers_from_what_the_user_said(string said, string choice) =>
        (await AskAsync("embedded:lexical", Chat(Choose, said))).ShouldBe(choice);

    [Fact]
    public async Task Lexical_without_history_answers_like_generic() =>
        (await AskAsync("embedded:lexical", [new(ChatRole.User, Choose)])).ShouldBe(await AskAsync("embedded:generic", [new(ChatRole.User, Choose)]));

    [Fact]
    public async Task Cancelled_calls_are_not_answered() => await Should.ThrowAsync<OperationCanceledException>(
        () => Create("embedded:random").Client.GetResponseAsync(Chat(Choose), cancellationToken: new CancellationToken(canceled: true)));

    private static ChatModel Create(string name) => EmbeddedModels.Create(ModelName.Parse(name), Tokens);

    private static async Task<string> AskAsync(string name, IReadOnlyList<ChatMessage> chat) => (await Create(name).Client.GetResponseAsync(chat)).Text;

    private static List<ChatMessage> Chat(string question, string said = "I cannot sleep where it is loud.") =>
        [new(ChatRole.User, said), new(ChatRole.Assistant, "Noted."), new(ChatRole.User, question)];

    private static async Task<Dictionary<string, int>> CountAsync(Func<int, string> question)
    {
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 4000; i++)
        {
            var answer = await AskAsync("embedded:random", [new(ChatRole.User, question(i))]);
            counts[answer] = counts.GetValueOrDefault(answer) + 1;
        }

        return counts;
    }
}
