using System.Globalization;

namespace Attune.Redacting;

/// <summary>Groups of digits with nothing between them but signs that people write within one number.</summary>
internal sealed class NumberRun(string text)
{
    private const int MostGroups = 64;
    private const int WidestSeparator = 3;

    private readonly List<DigitGroup> _groups = [];

    public string Text => text;

    public IReadOnlyList<DigitGroup> Groups => _groups;

    /// <summary>Reads the run that begins with the digit here.</summary>
    /// <returns>The character after it.</returns>
    public int Read(int start)
    {
        _groups.Clear();
        for (var i = start; _groups.Count < MostGroups;)
        {
            var end = i;
            while (end < text.Length && char.IsDigit(text[end])) end++;
            _groups.Add(new(i, end - i));

            i = end;
            while (i < text.Length && i - end < WidestSeparator && IsSeparator(text[i])) i++;
            if (i == end || i == text.Length || !char.IsDigit(text[i])) break;
        }

        return _groups[^1].End;
    }

    /// <summary>What stands before a group: from the end of the one before it, or from the run's own sign.</summary>
    public ReadOnlySpan<char> Before(int group) =>
        group > 0 ? text.AsSpan(_groups[group - 1].End, _groups[group].Start - _groups[group - 1].End) : text.AsSpan(StartOf(0), _groups[0].Start - StartOf(0));

    /// <summary>Where a number that begins with this group begins: its plus and its bracket belong to it.</summary>
    public int StartOf(int group)
    {
        var (start, floor) = (_groups[group].Start, group > 0 ? _groups[group - 1].End : 0);
        if (start > floor && text[start - 1] == '(') start--;
        if (start > floor && text[start - 1] == '+') start--;
        return start;
    }

    /// <summary>Whether a number may begin with this group: it does not go on from what is before it.</summary>
    public bool CanBegin(int group) => group > 0
        ? Before(group).IndexOfAny(" \u00A0\u202F(/") >= 0
        : StartOf(0) == 0 || !IsJoined(text[StartOf(0) - 1]);

    /// <summary>Whether a number may end with this group.</summary>
    public bool CanEnd(int group) => group < _groups.Count - 1
        ? Before(group + 1).IndexOfAny(" \u00A0\u202F)/") >= 0
        : _groups[group].End == text.Length || !IsJoined(text[_groups[group].End]);

    public int Digit(DigitGroup group, int index) => CharUnicodeInfo.GetDecimalDigitValue(text[group.Start + index]);

    /// <summary>The digits of these groups, one after the other; no more than fit.</summary>
    public ReadOnlySpan<int> Digits(int first, int last, Span<int> into)
    {
        var count = 0;
        for (var g = first; g <= last; g++)
            for (var i = 0; i < _groups[g].Length && count < into.Length; i++)
                into[count++] = Digit(_groups[g], i);
        return into[..count];
    }

    private static bool IsSeparator(char c) => c is ' ' or '\u00A0' or '\u202F' or '-' or '\u2010' or '\u2011' or '–' or '.' or '/' or '(' or ')';

    /// <summary>A letter that makes a word of the digits. Scripts that are written without spaces do not.</summary>
    private static bool IsJoined(char c) => c == '_' || char.IsDigit(c) || (char.IsLetter(c) && c < '\u2E80');
}
