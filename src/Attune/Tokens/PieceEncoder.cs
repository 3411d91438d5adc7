using System.Runtime.CompilerServices;

namespace Attune.Tokens;

/// <summary>Cuts text into pieces and pieces into tokens.</summary>
internal abstract class PieceEncoder(Vocabulary vocabulary)
{
    internal Vocabulary Vocabulary { get; } = vocabulary;

    /// <summary>The number of tokens of a text; their ids are added to the list, if there is one.</summary>
    internal abstract int Encode(PaddedUtf8 text, List<int>? ids);
}

/// <summary>A <see cref="PieceEncoder"/> with its pattern compiled in.</summary>
internal sealed class PieceEncoder<TPattern>(Vocabulary vocabulary) : PieceEncoder(vocabulary)
    where TPattern : struct, ISplitPattern
{
    // Optimised from the first call on, like the other steps that every piece takes: left to tiered compilation, the first
    // seconds, which is all that most command-line runs last, are several times slower.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override int Encode(PaddedUtf8 text, List<int>? ids)
    {
        var tokens = 0;
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = TPattern.PieceEnd(text, start);
            if (Vocabulary.IdOf(text, start, end - start) is var id && id == Vocabulary.NoId)
            {
                tokens += Merged(text, start, end - start, ids);
                continue;
            }

            tokens++;
            ids?.Add(id);
        }

        return tokens;
    }

    private int Merged(PaddedUtf8 text, int start, int length, List<int>? ids) => length <= ScanMerge.MaxLength
        ? ScanMerge.Encode(Vocabulary, text, start, length, ids)
        : HeapMerge.Encode(Vocabulary, text, start, length, ids);
}
