using System.Buffers;

namespace Attune.Tokens;

/// <summary>
/// Merges the bytes of a long piece in the same order as <see cref="ScanMerge"/>, with the pairs in a queue and the parts in a
/// linked list: a run of a million letters takes n log n steps, not n².
/// </summary>
internal readonly ref struct HeapMerge
{
    private const uint NoRank = unchecked((uint)Vocabulary.NoId);

    private readonly Vocabulary _vocabulary;
    private readonly PaddedUtf8 _text;
    private readonly int _start;

    // By the offset of a part's first byte; the piece's length stands for the end.
    private readonly Span<int> _next;
    private readonly Span<int> _previous;
    private readonly Span<uint> _ranks;

    private HeapMerge(Vocabulary vocabulary, PaddedUtf8 text, int start, Span<int> links, Span<uint> ranks)
    {
        _vocabulary = vocabulary;
        _text = text;
        _start = start;
        _ranks = ranks;
        _next = links[..(ranks.Length + 1)];
        _previous = links[(ranks.Length + 1)..];
        for (var part = 0; part <= ranks.Length; part++)
        {
            _next[part] = part + 1;
            _previous[part] = part - 1;
        }
    }

    /// <summary>The number of tokens of a piece; their ids are added to the list, if there is one.</summary>
    internal static int Encode(Vocabulary vocabulary, PaddedUtf8 text, int start, int length, List<int>? ids)
    {
        var links = ArrayPool<int>.Shared.Rent(2 * (length + 1));
        var ranks = ArrayPool<uint>.Shared.Rent(length);
        var pairs = ArrayPool<ulong>.Shared.Rent(PairQueue.Capacity(length));

        var merge = new HeapMerge(vocabulary, text, start, links.AsSpan(0, 2 * (length + 1)), ranks.AsSpan(0, length));
        var merges = merge.MergeAll(new PairQueue(pairs));
        if (ids is not null)
            merge.AddIds(ids);

        ArrayPool<int>.Shared.Return(links);
        ArrayPool<uint>.Shared.Return(ranks);
        ArrayPool<ulong>.Shared.Return(pairs);
        return length - merges;
    }

    private int MergeAll(PairQueue queue)
    {
        for (var part = 0; part < _ranks.Length; part++)
            Enqueue(ref queue, part);

        var merges = 0;
        while (queue.TryDequeue(out var rank, out var part))
        {
            // A pair whose parts have changed since has another rank, or none.
            if (_ranks[part] != rank)
                continue;

            merges++;
            MergeWithNext(part);
            Enqueue(ref queue, part);
            if (part > 0)
                Enqueue(ref queue, _previous[part]);
        }

        return merges;
    }

    private void MergeWithNext(int part)
    {
        var merged = _next[part];
        _next[part] = _next[merged];
        _previous[_next[part]] = part;
        _ranks[merged] = NoRank;
    }

    private void Enqueue(ref PairQueue queue, int part)
    {
        _ranks[part] = RankOfPair(part);
        if (_ranks[part] != NoRank)
            queue.Enqueue(_ranks[part], part);
    }

    private uint RankOfPair(int part) => _next[part] < _ranks.Length
        ? (uint)_vocabulary.IdOf(_text, _start + part, _next[_next[part]] - part)
        : NoRank;

    private void AddIds(List<int> ids)
    {
        for (var part = 0; part < _ranks.Length; part = _next[part])
            ids.Add(_vocabulary.IdOf(_text, _start + part, _next[part] - part));
    }
}
