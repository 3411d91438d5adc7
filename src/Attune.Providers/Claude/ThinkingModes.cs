using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Claude;

/// <summary>Which way of asking for reasoning a Claude model understands.</summary>
internal static partial class ThinkingModes
{
    /// <summary>Models up to version 4.5 take a budget of tokens; later ones weigh the effort themselves.</summary>
    public static AnthropicThinkingMode Of(string model) =>
        Older().IsMatch(model) ? AnthropicThinkingMode.Extended : AnthropicThinkingMode.Adaptive;

    [GeneratedRegex(@"^claude-(?:[0-3](?:\D|$)|[a-z]+-4(?:-[0-5])?(?:-\d{8}|-latest)?$)")]
    private static partial Regex Older();
}
