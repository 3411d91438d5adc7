using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Writes the conversation that belongs to a milestone.</summary>
internal static class LifeSessionWriter
{
    private static readonly List<(Regex Event, Milestone Milestone)> Known = [.. Bank.Milestones.Select(m => (Pattern(m.Event), m))];

    public static JsonObject? Write(SimulatedRequest request, KeyedRandom random)
    {
        var told = request.Event!.Event;
        foreach (var (pattern, milestone) in Known)
        {
            if (pattern.Match(told) is not { Success: true } match) continue;

            // The event has named some of the people and places already.
            var places = LifeEventWriter.Places(request.Profile!, random).Select(p => match.Groups[p.Item1] is { Success: true } named ? (p.Item1, named.Value) : p).ToArray();
            return Turns(milestone.Turns.Take(Math.Max(request.Turns ?? 1, 1)).Select(t => (Message(t.User, places, random), Message(t.Assistant, places, random))));
        }

        return null;
    }

    /// <summary>Turns as an answer holds them.</summary>
    public static JsonObject Turns(IEnumerable<(string User, string Assistant)> turns) =>
        new() { ["turns"] = new JsonArray([.. turns.Select(t => new JsonObject { ["user"] = t.User, ["assistant"] = t.Assistant })]) };

    private static string Message(IReadOnlyList<IReadOnlyList<string>> sentences, (string, string)[] places, KeyedRandom random) =>
        string.Join(' ', sentences.Select(s => random.One(s).Fill(places)));

    private static Regex Pattern(string frame) =>
        new("^" + Regex.Replace(Regex.Escape(frame).Replace("}", "\\}", StringComparison.Ordinal), @"\\\{(\w+)\\\}", m => $"(?<{m.Groups[1].Value}>.+?)") + "$", RegexOptions.CultureInvariant);
}
