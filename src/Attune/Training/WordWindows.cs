
namespace Attune.Training;

/// <summary>Every sequence of so many words of a text, as a number: the same for the same words, whatever their case and punctuation.</summary>
internal static class WordWindows
{
    private const ulong Base = 0x9E3779B97F4A7C15;

    public static ulong[] Words(string text) => [.. Retrieval.Words.Of(text).Select(Hash)];

    /// <summary>The sequences in order, each with the number of its first word; none where the text has fewer words.</summary>
    public static IEnumerable<(ulong Key, int At)> Of(ulong[] words, int length)
    {
        if (words.Length < length) yield break;
        ulong highest = 1, key = 0;
        for (var i = 1; i < length; i++) highest *= Base;
        for (var i = 0; i < words.Length; i++)
        {
            if (i >= length) key -= words[i - length] * highest;
            key = key * Base + words[i];
            if (i >= length - 1) yield return (key, i - length + 1);
        }
    }

    private static ulong Hash(string word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word) hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }
}
