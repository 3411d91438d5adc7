using Attune.Conversations;

namespace Attune.Datasets.Importing.Chats;

/// <summary>How long a session's line may become, so that the dataset can be read again.</summary>
internal static class ChatLength
{
    private const long Longest = JsonLines.LongestLine - (1 << 20);

    /// <summary>The serializer's own limit for one text.</summary>
    private const int LongestText = 160_000_000;

    public static bool IsTooLong(IReadOnlyList<Turn> turns) =>
        turns.Any(t => Math.Max(t.User.Length, t.Assistant.Length) > LongestText)
        || (turns.Sum(t => (long)t.User.Length + t.Assistant.Length) * 6 > Longest && turns.Sum(t => Bytes(t.User) + Bytes(t.Assistant)) > Longest);

    /// <summary>At most so many bytes of JSON.</summary>
    private static long Bytes(string text)
    {
        long bytes = 0;
        foreach (var c in text)
            bytes += c is >= ' ' and < '\u007F' and not ('"' or '\\') ? 1 : char.IsLetter(c) ? 3 : 6;
        return bytes;
    }
}
