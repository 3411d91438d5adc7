namespace Attune.Tokens;

/// <summary>
/// Merges the bytes of a short piece into tokens: again and again the pair of the lowest rank, the leftmost among equals. It
/// looks through all pairs for each merge, which beats any better order as long as they are few.
/// </summary>
internal static class ScanMerge
{
    internal const int MaxLength = 128;

    private const uint NoRank = unchecked((uint)Vocabulary.NoId);

    /// <summary>The number of tokens of a piece; their ids are added to the list, if there is one.</summary>
    internal static int Encode(Vocabulary vocabulary, PaddedUtf8 text, int start, int length, List<int>? ids)
    {
        Span<int> starts = stackalloc int[MaxLength + 1];
        Span<uint> ranks = stackalloc uint[MaxLength];
        starts = starts[..(length + 1)];
        ranks = ranks[..length];
        for (var part = 0; part <= length; part++)
            starts[part] = start + part;
        for (var part = 0; part < length; part++)
            ranks[part] = RankOfPair(vocabulary, text, starts, part);

        while (Lowest(ranks) is var lowest && ranks[lowest] != NoRank)
        {
            starts[(lowest + 2)..].CopyTo(starts[(lowest + 1)..]);
            starts = starts[..^1];
            ranks[(lowest + 1)..].CopyTo(ranks[lowest..]);
            ranks = ranks[..^1];
            ranks[lowest] = RankOfPair(vocabulary, text, starts, lowest);
            if (lowest > 0)
                ranks[lowest - 1] = RankOfPair(vocabulary, text, starts, lowest - 1);
        }

        if (ids is not null)
            AddIds(vocabulary, text, starts, ids);

        return ranks.Length;
    }

    /// <summary>The rank of a part and the next one together; the last part has no next one.</summary>
    private static uint RankOfPair(Vocabulary vocabulary, PaddedUtf8 text, ReadOnlySpan<int> starts, int part) => part + 2 < starts.Length
        ? (uint)vocabulary.IdOf(text, starts[part], starts[part + 2] - starts[part])
        : NoRank;

    private static int Lowest(ReadOnlySpan<uint> ranks)
    {
        var lowest = 0;
        var lowestRank = ranks[0];
        for (var part = 1; part < ranks.Length; part++)
        {
            if (ranks[part] < lowestRank)
                (lowest, lowestRank) = (part, ranks[part]);
        }

        return lowest;
    }

    private static void AddIds(Vocabulary vocabulary, PaddedUtf8 text, ReadOnlySpan<int> starts, List<int> ids)
    {
        for (var part = 0; part + 1 < starts.Length; part++)
            ids.Add(vocabulary.IdOf(text, starts[part], starts[part + 1] - starts[part]));
    }
}
