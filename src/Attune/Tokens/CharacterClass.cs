namespace Attune.Tokens;

/// <summary>The classes of characters that the split patterns tell apart; every character has exactly one.</summary>
[Flags]
internal enum CharacterClass : byte
{
    /// <summary>No character: the end of the text.</summary>
    None = 0,

    /// <summary>Upper and title case, <c>[\p{Lu}\p{Lt}]</c>.</summary>
    Upper = 1,

    /// <summary>Lower case, <c>\p{Ll}</c>.</summary>
    Lower = 2,

    /// <summary>Letters without case, <c>[\p{Lm}\p{Lo}]</c>.</summary>
    Caseless = 4,

    /// <summary><c>\p{M}</c>.</summary>
    Mark = 8,

    /// <summary><c>\p{N}</c>.</summary>
    Number = 16,

    /// <summary><c>[\r\n]</c>; other line separators are <see cref="Blank"/>.</summary>
    Newline = 32,

    /// <summary>Any other <c>\s</c>.</summary>
    Blank = 64,

    /// <summary>Everything else.</summary>
    Symbol = 128,

    /// <summary><c>\p{L}</c>.</summary>
    Letter = Upper | Lower | Caseless,

    /// <summary><c>\s</c>.</summary>
    Whitespace = Newline | Blank,

    /// <summary><c>[^\s\p{L}\p{N}]</c>.</summary>
    SymbolOrMark = Symbol | Mark,

    /// <summary><c>[^\r\n\p{L}\p{N}]</c>, what may stand before a word and belong to it.</summary>
    WordPrefix = Blank | Symbol | Mark,
}
