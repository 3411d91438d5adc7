using Attune.Datasets.Importing;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Datasets.Importing;

public class MessagePairsTests
{
    [Fact]
    public void Messages_that_alternate_are_the_turns_read_one_after_the_other() => Prop.ForAll<NonEmptyString[]>(texts =>
    {
        var said = texts.Select((t, i) => $"{i} {t.Get}").Take(texts.Length / 2 * 2).ToList();
        var pairs = MessagePairs.Of(said.Select((text, i) => new Message(i % 2 == 0 ? "user" : "assistant", text)));

        return pairs.IsWhole && !pairs.Oddities.Any() && pairs.Turns.SelectMany(t => (string[])[t.User, t.Assistant]).SequenceEqual(said);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_word_of_a_user_is_lost_whatever_the_order() => Prop.ForAll<bool[]>(isUser =>
    {
        var messages = isUser.Select((user, i) => new Message(user ? "user" : "assistant", $"message {i}")).ToList();
        var pairs = MessagePairs.Of(messages);

        return pairs.Turns.Select(t => t.User).SequenceEqual(messages.Where(m => m.Role == "user").Select(m => m.Text));
    }).QuickCheckThrowOnFailure();
}
