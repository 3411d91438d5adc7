using System.Text;
using Attune.Conversations;

namespace Attune.Datasets.Importing.Chats;

/// <summary>
/// Pairs messages into turns: those that one side sends in a row are joined by a blank line, what the assistant says before the user has
/// spoken is left out, and a user without an answer keeps an empty one.
/// </summary>
internal static class ChatTurns
{
    private const string Joint = "\n\n";

    public static List<Turn> Of(IEnumerable<ChatText> messages, RecordOddities oddities)
    {
        var turns = new List<Turn>();
        var (asked, answered) = (new StringBuilder(), new StringBuilder());
        var isAnswered = false;
        foreach (var (isUser, text) in messages)
        {
            if (string.IsNullOrWhiteSpace(text)) oddities.Add("empty messages", "left out");
            else if (isUser && isAnswered)
            {
                Close();
                asked.Append(text);
            }
            else if (isUser) Append(asked, text, "user messages in a row");
            else if (asked.Length == 0) oddities.Add("messages of the assistant before the user has spoken", "left out");
            else
            {
                Append(answered, text, "assistant messages in a row");
                isAnswered = true;
            }
        }

        if (asked.Length > 0)
        {
            if (!isAnswered) oddities.Add("conversations that end with the user", "the last turn has an empty reply");
            Close();
        }

        return turns;

        void Close()
        {
            turns.Add(new Turn { User = asked.ToString(), Assistant = answered.ToString() });
            asked.Clear();
            answered.Clear();
            isAnswered = false;
        }

        void Append(StringBuilder side, string text, string problem)
        {
            if (side.Length > 0)
            {
                oddities.Add(problem, "joined by a blank line");
                side.Append(Joint);
            }

            side.Append(text);
        }
    }
}
