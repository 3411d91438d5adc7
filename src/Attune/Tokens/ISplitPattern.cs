namespace Attune.Tokens;

/// <summary>
/// How an encoding cuts text into pieces before byte pairs are merged: its regular expression, written out by hand. A regular
/// expression of .NET sees UTF-16 units, so that its <c>\p{L}</c> misses every letter beyond U+FFFF.
/// </summary>
/// <remarks>The methods are static and the implementations structs, so that the encoder's loop is compiled once for each.</remarks>
internal interface ISplitPattern
{
    /// <summary>The end of the piece that begins at a byte of the text; always greater than its start.</summary>
    static abstract int PieceEnd(PaddedUtf8 text, int start);
}
