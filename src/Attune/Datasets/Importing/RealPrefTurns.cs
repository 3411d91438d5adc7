using System.Text.Json;
using Attune.Conversations;

namespace Attune.Datasets.Importing;

/// <summary>Makes the turns of each session of a dialogue, and reports what is odd about them.</summary>
internal static class RealPrefTurns
{
    public static IEnumerable<IReadOnlyList<Turn>> Of(SourceRecord record, JsonElement dialogue)
    {
        if (RealPrefDialogue.Read(dialogue) is not { } sessions)
        {
            record.Report("holds a conversation that is no dialogue of user and assistant", "left out");
            yield break;
        }

        foreach (var messages in sessions)
        {
            var pairs = MessagePairs.Of(messages);
            foreach (var (problem, action) in pairs.Oddities) record.Report($"a session {problem}", action);
            if (pairs.Turns.Count > 0) yield return pairs.Turns;
            else record.Report("a session has no turn", "left out");
        }
    }
}
