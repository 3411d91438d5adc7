using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Attune.Web.Storage;

namespace Attune.Web.Chats;

/// <summary>Somebody's chats as files: for programs in the shape of OpenAI's messages, which <c>attune dataset import openai-messages</c> reads; and to read.</summary>
internal static class OwnDataExport
{
    public static byte[] Json(string participationId, IReadOnlyList<Chat> chats, ILookup<string, ChatTurn> turns)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var chat in chats) Write(json, participationId, chat, turns[chat.Id]);
            json.WriteEndArray();
        }

        return stream.ToArray();
    }

    public static string Text(OwnPart part, IReadOnlyList<Chat> chats, ILookup<string, ChatTurn> turns)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{part.Collection.Name}\nYou are {part.Participation.Id} here.\n")
            .Append(part.Participation is { ConsentedAt: { } at, WithdrawnAt: null } ? $"You consented on {UtcText.Of(at)}.\n" : "Your consent is withdrawn.\n")
            .Append(CultureInfo.InvariantCulture, $"{part.Participation.TokensUsed} tokens used in all; {part.Participation.MessagesToday} messages on the last day, {part.Participation.Day}.\n");
        foreach (var chat in chats)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n==== {chat.Title} ({UtcText.Of(chat.CreatedAt)})\n");
            foreach (var turn in turns[chat.Id])
            {
                text.Append(CultureInfo.InvariantCulture, $"\nYou, {UtcText.Of(turn.SentAt)}:\n{turn.Said}\n");
                text.Append(CultureInfo.InvariantCulture, $"\nAssistant:\n{(turn.Reply.Length > 0 ? turn.Reply : "(no answer)")}\n");
            }
        }

        return text.ToString();
    }

    private static void Write(Utf8JsonWriter json, string participationId, Chat chat, IEnumerable<ChatTurn> turns)
    {
        json.WriteStartObject();
        json.WriteString("id", chat.Id);
        json.WriteString("user", participationId);
        json.WriteString("title", chat.Title);
        json.WriteString("created_at", UtcText.Of(chat.CreatedAt));
        json.WriteStartArray("messages");
        foreach (var turn in turns)
        {
            WriteMessage(json, "user", turn.Said);
            if (turn.Reply.Length > 0) WriteMessage(json, "assistant", turn.Reply);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", content);
        json.WriteEndObject();
    }
}
