namespace Attune.Tokens;

/// <summary>A binary heap of pairs, the lowest rank first and the leftmost among equals, in a buffer of the caller's.</summary>
internal ref struct PairQueue(Span<ulong> buffer)
{
    private readonly Span<ulong> _heap = buffer;
    private int _count;

    /// <summary>The most pairs that a piece queues at once: one per byte, and each merge takes one out and puts two in.</summary>
    internal static int Capacity(int pieceLength) => checked(2 * pieceLength);

    internal void Enqueue(uint rank, int part)
    {
        var pair = (ulong)rank << 32 | (uint)part;
        var slot = _count++;
        while (slot > 0 && _heap[Parent(slot)] > pair)
        {
            _heap[slot] = _heap[Parent(slot)];
            slot = Parent(slot);
        }

        _heap[slot] = pair;
    }

    internal bool TryDequeue(out uint rank, out int part)
    {
        if (_count == 0)
        {
            (rank, part) = (0, 0);
            return false;
        }

        (rank, part) = ((uint)(_heap[0] >> 32), (int)_heap[0]);
        SinkFromTop(_heap[--_count]);
        return true;
    }

    private void SinkFromTop(ulong pair)
    {
        var slot = 0;
        while (2 * slot + 1 is var child && child < _count)
        {
            if (child + 1 < _count && _heap[child + 1] < _heap[child])
                child++;
            if (_heap[child] >= pair)
                break;

            _heap[slot] = _heap[child];
            slot = child;
        }

        _heap[slot] = pair;
    }

    private static int Parent(int slot) => (slot - 1) / 2;
}
