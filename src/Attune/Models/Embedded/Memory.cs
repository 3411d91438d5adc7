using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Attune.Models.Embedded;

/// <summary>A user turn: its stems for finding it, its stance for using it.</summary>
internal sealed partial class Memory(string text)
{
    private const double K1 = 1.2;
    private const double B = 0.75;
    private const int LongestStatement = 600;
    private const int FewestWords = 2;

    private static readonly ConditionalWeakTable<ChatMessage, Memory> Known = [];

    private readonly Dictionary<string, int> _stems = Stems.Of(text).GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count());

    public string Text { get; } = text;

    /// <summary>The memory of a turn, made once for each message however often it is asked about.</summary>
    public static Memory Of(ChatMessage message) => Known.GetValue(message, static m => new(m.Text));

    /// <summary>What a user says of themselves: sentences in the first person that speak of liking or aversion, and ask nothing.</summary>
    public IReadOnlyList<Memory> Statements => field ??=
    [
        .. Sentence().Matches(Text).Select(m => m.Value.Trim())
            .Where(s => s.Length <= LongestStatement && !s.EndsWith('?') && FirstPerson().IsMatch(s))
            .Select(s => new Memory(s))
            .Where(m => m.Length >= FewestWords && m.Stance.IsStated),
    ];

    public Stance Stance => field ??= Stance.Of(Text);

    private int Length => _stems.Count;

    /// <summary>BM25 with each distinct stem of the question counted once.</summary>
    public static double[] Score(List<Memory> memories, IEnumerable<string> asked)
    {
        var scores = new double[memories.Count];
        if (memories.Count == 0) return scores;
        var mean = Math.Max(memories.Average(m => m.Length), 1);
        foreach (var stem in asked.Distinct())
        {
            var holding = memories.Count(m => m._stems.ContainsKey(stem));
            var idf = Math.Log(1 + (memories.Count - holding + 0.5) / (holding + 0.5));
            for (var i = 0; i < scores.Length; i++)
            {
                if (!memories[i]._stems.TryGetValue(stem, out var f)) continue;
                scores[i] += idf * f * (K1 + 1) / (f + K1 * (1 - B + B * memories[i].Length / mean));
            }
        }

        return scores;
    }

    [GeneratedRegex(@"(?>[^.!?\n]+)[.!?]*")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\b(?:I|me|my|mine|myself|we|us|our)\b")]
    private static partial Regex FirstPerson();
}
