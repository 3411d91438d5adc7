using Attune.People;

namespace Attune.Synthesis.Drafts;

/// <summary>Which topics a user's preferences may still be about.</summary>
internal sealed class SlotTopics(IEnumerable<Topic> free)
{
    private readonly Dictionary<string, Topic> _free = free.ToDictionary(t => t.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The topic of an answer, as the pool writes it; null with the fault where the slot does not allow it.</summary>
    public Topic? Of(PreferenceSlot slot, string field, string subtopic, out string? fault)
    {
        fault = null;
        var named = new Topic { Field = field.Trim(), Subtopic = subtopic.Trim() };
        if (slot.Field is not null)
        {
            var asked = new Topic { Field = slot.Field, Subtopic = slot.Subtopic! };
            if (Same(named, asked)) return asked;
            fault = $"its topic is '{named}'; it must be '{asked}'";
            return null;
        }

        if (_free.TryGetValue(named.ToString(), out var topic)) return topic;
        fault = $"its topic '{named}' is not in choose_from, or another preference has it";
        return null;
    }

    /// <summary>No other preference may be about it.</summary>
    public void Take(Topic topic) => _free.Remove(topic.ToString());

    private static bool Same(Topic a, Topic b) => a.ToString().Equals(b.ToString(), StringComparison.OrdinalIgnoreCase);
}
