using Attune.Redacting;
using Microsoft.Extensions.AI;

namespace Attune.Web.Chats;

/// <summary>What happens to a message: it is cleaned, stored, and answered. Thread-safe.</summary>
internal sealed class Conversation(ChatStore chats, ChatModels models, ReplyDesk desk, ChatPace pace)
{
    /// <summary>Characters of a message.</summary>
    public const int LongestMessage = 8_000;

    /// <summary>Characters of a title.</summary>
    public const int LongestTitle = 100;

    /// <summary>Tokens that an answer may have; set aside while it is written.</summary>
    public const int MaxOutput = 2_000;

    private readonly Redactor _redactor = new();

    /// <summary>Takes a message, or says why not.</summary>
    /// <param name="part">Whose it is; they may chat.</param>
    /// <param name="chatId">Null begins a chat.</param>
    /// <param name="message">As it was written.</param>
    /// <param name="form">Names the form that it was posted from.</param>
    /// <param name="cancellationToken">Gives up while nothing is stored.</param>
    public async Task<Sending> SendAsync(OwnPart part, string? chatId, string? message, string form, CancellationToken cancellationToken)
    {
        var text = WellFormed((message ?? "").ReplaceLineEndings("\n").Trim());
        if (text.Length == 0) return new(null, "Write something first.");
        if (text.Length > LongestMessage) return new(null, $"This message has {text.Length} characters. At most {LongestMessage} go into one: shorten it, or send it in parts.");
        if (!pace.TryTake(part.Participation.Id)) return new(null, "That was too fast. Wait a moment, then send it again.");
        var said = Clean(part, text);
        var request = await RequestAsync(part, chatId, said, cancellationToken);
        var (turn, sending) = await chats.SendAsync(part, chatId, said, form, request.PromptTokens + MaxOutput, cancellationToken);
        if (turn is not null) desk.Begin(turn, request);
        return sending;
    }

    /// <summary>Asks once more for an answer that failed.</summary>
    public async Task<Sending> AgainAsync(OwnPart part, string chatId, CancellationToken cancellationToken)
    {
        if (!pace.TryTake(part.Participation.Id)) return new(null, "That was too fast. Wait a moment, then try again.");
        var request = await RequestAsync(part, chatId, null, cancellationToken);
        var (turn, sending) = await chats.AgainAsync(part, chatId, request.PromptTokens + MaxOutput, cancellationToken);
        if (turn is not null) desk.Begin(turn, request);
        return sending;
    }

    /// <summary>A title that a participant gave, as it is to be stored.</summary>
    public string Title(OwnPart part, string title)
    {
        var line = WellFormed(string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return Clean(part, line.Length > LongestTitle ? WellFormed(line[..LongestTitle]) : line);
    }

    private string Clean(OwnPart part, string text) => part.Collection.Redacts == 1 ? _redactor.Redact(text) : text;

    /// <summary>What failed is asked without its answer; a stopped answer is there as far as it came.</summary>
    private async Task<ReplyRequest> RequestAsync(OwnPart part, string? chatId, string? said, CancellationToken cancellationToken)
    {
        var model = models.Of(part.Collection.Model);
        var messages = new List<ChatMessage>();
        foreach (var turn in chatId is null ? [] : await chats.TurnsAsync(part.Participation.Id, chatId, cancellationToken))
        {
            messages.Add(new(ChatRole.User, turn.Said));
            if (turn.Reply.Length > 0) messages.Add(new(ChatRole.Assistant, turn.Reply));
        }

        if (said is not null) messages.Add(new(ChatRole.User, said));
        return new()
        {
            Model = model.Name.Text,
            Client = model.Client,
            Messages = messages,
            MaxOutput = Math.Min(MaxOutput, model.MaxOutput ?? MaxOutput),
            PromptTokens = models.Count(messages),
            Count = text => models.Count([new(ChatRole.Assistant, text)]),
            Clean = text => Clean(part, WellFormed(text)),
        };
    }

    /// <summary>Halves of surrogate pairs and null characters can be stored nowhere.</summary>
    private static string WellFormed(string text) =>
        System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)).Replace("\0", "", StringComparison.Ordinal);
}
