using System.Text.Json;
using Attune.Conversations;
using Attune.Datasets.Importing;

namespace Attune.Datasets.Exporting;

/// <summary>
/// Writes sessions as RealPref prints dialogues: a text of <c>User:</c> and <c>Assistant:</c> lines, with a line <c>[Session 1]</c> before
/// each of several. Where such a text would be read as something else, because a message holds such a line itself or begins or ends in
/// white space, the messages are written as <c>{role, content}</c>.
/// </summary>
internal static class RealPrefDialogueWriter
{
    /// <param name="json">Where a value is due.</param>
    /// <param name="sessions">The turns of each session; at least one.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<IReadOnlyList<Turn>> sessions)
    {
        var dialogues = sessions.Select(Dialogue).ToList();
        var text = dialogues.Count == 1
            ? dialogues[0]
            : string.Join('\n', dialogues.Select((dialogue, i) => $"[Session {i + 1}]\n{dialogue}"));
        if (ReadsAs(text, sessions)) json.WriteStringValue(text);
        else if (sessions.Count == 1) WriteMessages(json, sessions[0]);
        else
        {
            json.WriteStartArray();
            foreach (var turns in sessions) WriteMessages(json, turns);
            json.WriteEndArray();
        }
    }

    private static string Dialogue(IReadOnlyList<Turn> turns) => string.Join('\n', turns.Select(t => $"User: {t.User}\nAssistant: {t.Assistant}"));

    private static bool ReadsAs(string text, IReadOnlyList<IReadOnlyList<Turn>> sessions) =>
        RealPrefDialogue.Read(JsonSerializer.SerializeToElement(text, AttuneJson.Lines.String)) is { } read
        && read.Count == sessions.Count
        && read.Zip(sessions).All(s => s.First.SequenceEqual(s.Second.SelectMany(Messages)));

    private static IEnumerable<Message> Messages(Turn turn) => [new("user", turn.User), new("assistant", turn.Assistant)];

    private static void WriteMessages(Utf8JsonWriter json, IReadOnlyList<Turn> turns)
    {
        json.WriteStartArray();
        foreach (var (role, text) in turns.SelectMany(Messages))
        {
            json.WriteStartObject();
            json.WriteString("role", role);
            json.WriteString("content", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
