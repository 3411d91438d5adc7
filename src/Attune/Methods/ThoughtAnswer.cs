using System.Text.RegularExpressions;
using Attune.Tasks;

namespace Attune.Methods;

/// <summary>Tells written thoughts from the answer below them.</summary>
/// <param name="Step">The thoughts.</param>
/// <param name="Answer">What follows the first line that begins with "Answer:".</param>
internal sealed partial record ThoughtAnswer(MethodStep Step, string Answer)
{
    private const string Name = "think";

    /// <summary>Null where the text has no such line. What a model hides between tags of its own is part of neither.</summary>
    public static ThoughtAnswer? In(string text) => In(text, Marker());

    /// <summary>The same for a text that may go on: the answer must have begun.</summary>
    public static ThoughtAnswer? Begun(string text) => In(text, MarkerAndMore());

    private static ThoughtAnswer? In(string text, Regex marker)
    {
        var open = Reasoning.Without(text);
        var match = marker.Match(open);
        return match.Success ? new(new(Name, open[..match.Index].Trim()), open[(match.Index + match.Length)..]) : null;
    }

    // With emphasis or as a heading too; "Final answer:" is what some models make of it.
    [GeneratedRegex(@"^[ \t>#*_]{0,8}(?:(?:my |the )?final )?answer(?>[*_]{0,3}) ?:(?>[*_]{0,3})\s*", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Marker();

    [GeneratedRegex(@"^[ \t>#*_]{0,8}(?:(?:my |the )?final )?answer(?>[*_]{0,3}) ?:(?>[*_]{0,3})\s*(?=\S)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex MarkerAndMore();
}
