using Attune.Models;
using Attune.Tokens;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models;

public sealed class WindowChatClientTests
{
    private static readonly MessageTokens Tokens = new(Tokenizer.Default);

    // Each is one token a word.
    private static readonly ChatMessage System = new(ChatRole.System, "be brief");
    private static readonly ChatMessage Old = new(ChatRole.User, "tea");
    private static readonly ChatMessage Long = new(ChatRole.Assistant, "one two three four five six");
    private static readonly ChatMessage Recent = new(ChatRole.User, "green tea");
    private static readonly ChatMessage Question = new(ChatRole.User, "what now");

    private static readonly ChatMessage[] Chat = [System, Old, Long, Recent, Question];

    [Fact]
    public void The_words_of_these_tests_are_single_tokens() =>
        Chat.Select(Tokens.Count).ShouldBe([2, 1, 6, 2, 2]);

    [Theory]
    [InlineData(13, "01234")]
    [InlineData(12, "0234")]
    [InlineData(11, "034")]
    [InlineData(6, "034")]
    [InlineData(5, "04")]
    [InlineData(2, "04")]
    [InlineData(1, "04")]
    public async Task Whole_messages_are_kept_from_the_newest_back_to_the_first_that_does_not_fit(int window, string kept) =>
        (await SentAsync(window, Chat)).ShouldBe(kept.Select(i => Chat[i - '0']));

    [Fact]
    public async Task No_older_message_slips_in_past_one_that_did_not_fit() =>
        (await SentAsync(11, Chat)).ShouldNotContain(Old);

    [Fact]
    public async Task Streaming_sees_the_same_window()
    {
        var client = new RecordingChatClient();
        await foreach (var _ in new WindowChatClient(client, 6, Tokens).GetStreamingResponseAsync(Chat)) { }

        client.Sent.ShouldBe([System, Recent, Question]);
    }

    [Fact]
    public async Task An_empty_chat_stays_empty() => (await SentAsync(5, [])).ShouldBeEmpty();

    [Fact]
    public void What_is_sent_is_the_system_messages_and_a_tail_of_the_rest_that_fits() => Prop.ForAll(
        Arb.From(Gen.Elements(ChatRole.System, ChatRole.User, ChatRole.Assistant).ListOf()), Arb.From(Gen.Choose(1, 40)),
        (roles, window) =>
        {
            var chat = roles.Select((role, i) => new ChatMessage(role, string.Join(' ', Enumerable.Repeat("tea", i % 5 + 1)))).ToList();
            var sent = SentAsync(window, chat).GetAwaiter().GetResult();
            var rest = chat.Where(m => m.Role != ChatRole.System).ToList();
            var kept = sent.Where(m => m.Role != ChatRole.System).ToList();

            return sent.SequenceEqual(chat.Where(sent.Contains))
                && sent.Count(m => m.Role == ChatRole.System) == chat.Count - rest.Count
                && kept.SequenceEqual(rest.TakeLast(kept.Count))
                && (chat.Count == 0 || sent[^1] == chat[^1])
                && (Tokens.Count(sent) <= window || kept.Count <= 1);
        }).QuickCheckThrowOnFailure();

    private static async Task<IReadOnlyList<ChatMessage>> SentAsync(int window, IReadOnlyList<ChatMessage> chat)
    {
        var client = new RecordingChatClient();
        await new WindowChatClient(client, window, Tokens).GetResponseAsync(chat);
        return client.Sent;
    }
}
