using Attune.Retrieval;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Retrieval;

public sealed class ConversationTurnTests
{
    [Fact]
    public void A_turn_is_a_user_message_with_the_reply_right_after_it()
    {
        ChatMessage[] chat =
        [
            new(ChatRole.System, "s"), new(ChatRole.Assistant, "to nobody"), new(ChatRole.User, "one"), new(ChatRole.Assistant, "1"),
            new(ChatRole.User, "two"), new(ChatRole.User, "three"), new(ChatRole.Tool, "t"), new(ChatRole.Assistant, "late"),
        ];

        ConversationTurn.In(chat).Select(t => (t.User.Text, t.Assistant?.Text)).ShouldBe([("one", "1"), ("two", null), ("three", null)]);
        ConversationTurn.In([]).ShouldBeEmpty();
    }
}
