using Attune.Conversations;

namespace Attune.Datasets.Importing;

/// <summary>Who speaks, as the source names it, and what.</summary>
internal readonly record struct Message(string Role, string Text);

/// <summary>
/// Pairs the messages of one conversation into turns. Where user and assistant alternate, beginning with the user and ending with
/// the assistant, the turns read one after the other are exactly the messages; everything else is noted.
/// </summary>
internal sealed class MessagePairs
{
    private readonly List<Turn> _turns = [];
    private readonly List<(string Problem, string Action)> _oddities = [];
    private string? _asked;

    private MessagePairs() { }

    public IReadOnlyList<Turn> Turns => _turns;

    /// <summary>What was odd, each kind once.</summary>
    public IEnumerable<(string Problem, string Action)> Oddities => _oddities
        .CountBy(o => o)
        .Select(o => (o.Value > 1 ? $"{o.Key.Problem} ({o.Value} times)" : o.Key.Problem, o.Key.Action));

    /// <summary>False where a message was left out or joined to another.</summary>
    public bool IsWhole { get; private set; } = true;

    public static MessagePairs Of(IEnumerable<Message> messages)
    {
        var pairs = new MessagePairs();
        foreach (var (role, text) in messages) pairs.Add(role, text);
        if (pairs._asked is not null) pairs.Unanswered("ends with a user message");
        return pairs;
    }

    private void Add(string role, string text)
    {
        switch (role)
        {
            case "user":
                if (_asked is not null) Unanswered("has two user messages in a row");
                _asked = text;
                break;
            case "assistant" when _asked is not null:
                Close(text);
                break;
            case "assistant" when _turns.Count == 0:
                LeaveOut("begins with an assistant message", "left out");
                break;
            case "assistant":
                LeaveOut("has two assistant messages in a row", "joined by a blank line");
                _turns[^1] = _turns[^1] with { Assistant = $"{_turns[^1].Assistant}\n\n{text}" };
                break;
            default:
                LeaveOut($"has a message of role '{role}'", "left out");
                break;
        }
    }

    private void Unanswered(string problem)
    {
        _oddities.Add((problem, "the unanswered message keeps an empty reply"));
        Close("");
    }

    private void Close(string reply)
    {
        if (string.IsNullOrWhiteSpace(_asked)) LeaveOut("has an empty user message", "left out with its reply");
        else _turns.Add(new Turn { User = _asked, Assistant = reply });
        _asked = null;
    }

    private void LeaveOut(string problem, string action)
    {
        _oddities.Add((problem, action));
        IsWhole = false;
    }
}
