using System.Text.Json;
using Attune.Conversations;
using Attune.People;
using Attune.Redacting;

namespace Attune.Datasets.Importing.Chats;

/// <summary>Writes conversations as sessions of kind chat, and a profile for each user at their first.</summary>
internal sealed class ChatSessions(ChatFormat format, ChatImportOptions options, DatasetWriter writer)
{
    private readonly ChatUsers _users = new(format, options);

    public int Count { get; private set; }

    public long Turns { get; private set; }

    public void Add(JsonElement element, RecordOddities oddities)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            oddities.Add($"records that are {SourceRecord.Describe(element.ValueKind)}, not an object", "left out");
            return;
        }

        var record = WellFormed.Mend(element, out var mended);
        if (mended) oddities.Add("records with broken Unicode (half a surrogate pair, or bytes that are not UTF-8)", "replaced by U+FFFD");
        if (format.Read(record, oddities) is not { } chat)
            oddities.Add(IsTree(record) ? "records that are conversations of a ChatGPT export" : "records that are no conversation of the format", "left out");
        else
            Add(chat, record, oddities);
    }

    private void Add(SourceChat chat, JsonElement record, RecordOddities oddities)
    {
        var turns = ChatTurns.Of(chat.Messages, oddities);
        if (turns.Count == 0)
        {
            oddities.Add("conversations in which the user says nothing", "left out");
            return;
        }

        if (options.Redactor is { } redactor) turns = turns.ConvertAll(t => Redacted(t, redactor));
        if (ChatLength.IsTooLong(turns))
        {
            oddities.Add("conversations too long for a line of a dataset", "left out");
            return;
        }

        Write(turns, chat, record);
    }

    private void Write(List<Turn> turns, SourceChat chat, JsonElement record)
    {
        Count++;
        Turns += turns.Count;
        var user = _users.Of(chat.UserKey, Count, out var isNew);
        if (isNew) writer.Add(new Profile { Id = user, Persona = Persona.Unknown });
        writer.Add(new Session
        {
            Id = $"chat-{Count:0000000}",
            UserId = user,
            Kind = SessionKind.Chat,
            Date = chat.Date,
            Turns = turns,
            Extra = ChatSource.Of(record, options.Redactor),
        });
    }

    private static Turn Redacted(Turn turn, Redactor redactor) => turn with { User = redactor.Redact(turn.User), Assistant = redactor.Redact(turn.Assistant) };

    private static bool IsTree(JsonElement record) => JsonFields.Field(record, "mapping", JsonValueKind.Object) is not null;
}
