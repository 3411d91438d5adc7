using System.Text;
using System.Text.RegularExpressions;

namespace Attune.Tasks;

/// <summary>The thinking that some models write down before they answer.</summary>
internal static partial class Reasoning
{
    /// <summary>
    /// The text without its thinking blocks. A block whose start was cut off begins with the text; one that never ends leaves
    /// nothing after it.
    /// </summary>
    public static string Without(string text)
    {
        var kept = new StringBuilder();
        var (from, thinking) = (0, false);
        foreach (Match tag in Tag().Matches(text))
        {
            var ends = tag.Groups["end"].Success;
            if (ends && !thinking) kept.Clear();
            else if (!ends && !thinking) kept.Append(text, from, tag.Index - from).Append('\n');
            thinking = !ends;
            from = tag.Index + tag.Length;
        }

        return thinking ? kept.ToString() : kept.Append(text, from, text.Length - from).ToString();
    }

    // The last alternative is how models of the "harmony" format turn from analysis to answer.
    [GeneratedRegex(
        @"<(?<end>/)?(?:think|thinking|thought|reasoning|reflection|analysis|scratchpad)>|\[(?<end>/)?THINK\]|(?<end><\|channel\|>final<\|message\|>)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
