namespace Attune.Tokens;

/// <summary><c>(?i:'s|'t|'re|'ve|'m|'ll|'d)</c>, which both patterns have.</summary>
internal static class Contraction
{
    /// <summary>The end of the contraction that begins at a byte, or that byte's index if none does.</summary>
    internal static int EndAt(PaddedUtf8 text, int index)
    {
        if (text[index] != '\'')
            return index;

        return (Fold(text[index + 1]), Fold(text[index + 2])) switch
        {
            ((byte)'s' or (byte)'t' or (byte)'m' or (byte)'d', _) => index + 2,
            ((byte)'r', (byte)'e') or ((byte)'v', (byte)'e') or ((byte)'l', (byte)'l') => index + 3,
            _ => IsLongS(text, index + 1) ? index + 3 : index,
        };
    }

    private static byte Fold(byte character) => (byte)(character | 0x20);

    // U+017F folds to s: the only letter beyond ASCII whose simple case folding is one of the contractions' letters.
    private static bool IsLongS(PaddedUtf8 text, int index) => text[index] == 0xC5 && text[index + 1] == 0xBF;
}
