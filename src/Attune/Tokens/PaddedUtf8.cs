using System.Runtime.Intrinsics;

namespace Attune.Tokens;

/// <summary>Valid UTF-8 followed by zeros, so that 16 bytes can be read at once anywhere in it, its end included.</summary>
internal readonly ref struct PaddedUtf8
{
    internal const int Padding = 16;

    private readonly ReadOnlySpan<byte> _padded;

    /// <param name="padded">The text and then <see cref="Padding"/> zeros.</param>
    internal PaddedUtf8(ReadOnlySpan<byte> padded) => _padded = padded;

    internal int Length => _padded.Length - Padding;

    /// <summary>A byte of the text, or zero in the padding.</summary>
    internal byte this[int index] => _padded[index];

    internal ReadOnlySpan<byte> Slice(int start, int length) => _padded.Slice(start, length);

    internal Vector128<byte> BlockAt(int index) => Vector128.Create(_padded[index..]);

    /// <summary>The class of the character that begins at a byte, and its width in bytes; nothing and 0 at the end.</summary>
    internal CharacterClass ClassAt(int index, out int width)
    {
        if (index >= Length)
        {
            width = 0;
            return CharacterClass.None;
        }

        var first = _padded[index];
        if (first < 0x80)
        {
            width = 1;
            return CharacterClasses.OfAscii(first);
        }

        return CharacterClasses.Of(CodePointAt(index, out width));
    }

    /// <summary>The end of the run of characters of the given classes that begins at a byte.</summary>
    internal int EndOfRun(int index, CharacterClass classes)
    {
        while ((ClassAt(index, out var width) & classes) != 0)
            index += width;

        return index;
    }

    private int CodePointAt(int index, out int width)
    {
        int first = _padded[index];
        if (first < 0xE0)
        {
            width = 2;
            return (first & 0x1F) << 6 | Continuation(index + 1);
        }

        if (first < 0xF0)
        {
            width = 3;
            return (first & 0x0F) << 12 | Continuation(index + 1) << 6 | Continuation(index + 2);
        }

        width = 4;
        return (first & 0x07) << 18 | Continuation(index + 1) << 12 | Continuation(index + 2) << 6 | Continuation(index + 3);
    }

    private int Continuation(int index) => _padded[index] & 0x3F;
}
