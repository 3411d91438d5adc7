using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Attune.Retrieval;

/// <summary>How often each word occurs in a message; kept with the message, so that a history is split into words once.</summary>
internal sealed class WordCounts
{
    private static readonly ConditionalWeakTable<ChatMessage, WordCounts> Known = [];

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private WordCounts(string text)
    {
        foreach (var word in Words.Of(text))
        {
            _counts[word] = _counts.GetValueOrDefault(word) + 1;
            Total++;
        }
    }

    /// <summary>Words in all.</summary>
    public int Total { get; }

    public int this[string word] => _counts.GetValueOrDefault(word);

    public static WordCounts Of(ChatMessage message) => Known.GetValue(message, static m => new(m.Text));
}
