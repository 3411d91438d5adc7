using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>A chat as methods see it: the last user message is the question, what comes before it the history.</summary>
internal sealed class AskedQuestion
{
    private readonly IReadOnlyList<ChatMessage> _all;
    private readonly int _place;

    private AskedQuestion(IReadOnlyList<ChatMessage> all, int place) =>
        (_all, _place, History, Question) = (all, place, [.. all.Take(place)], all[place]);

    /// <summary>All messages before the question.</summary>
    public IReadOnlyList<ChatMessage> History { get; }

    public ChatMessage Question { get; }

    /// <summary>The question in a chat; null where there is no user message.</summary>
    public static AskedQuestion? In(IReadOnlyList<ChatMessage> messages)
    {
        var last = messages.Count - 1;
        while (last >= 0 && messages[last].Role != ChatRole.User) last--;
        return last < 0 ? null : new(messages, last);
    }

    /// <summary>The chat with some text before the question, in the same message; everything else stays, and so do the caller's messages.</summary>
    public IReadOnlyList<ChatMessage> WithPreface(string preface)
    {
        var prefaced = Question.Clone();
        prefaced.Contents = [new TextContent(preface + "\n\n"), .. Question.Contents];
        return [.. History, prefaced, .. _all.Skip(_place + 1)];
    }

    /// <summary>A message that speaks of the question; pictures and whatever else it holds besides text follow the text.</summary>
    public ChatMessage Instead(string text) => new(ChatRole.User, [new TextContent(text), .. Question.Contents.Where(c => c is not TextContent)]);
}
