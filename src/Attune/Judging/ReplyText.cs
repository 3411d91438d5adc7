using System.Text.RegularExpressions;

namespace Attune.Judging;

/// <summary>What the replies of all who judge have in common.</summary>
internal static partial class ReplyText
{
    /// <summary>The reply without what was thought aloud before it.</summary>
    public static string AfterThought(string text) => LastThought().Match(text) is { Success: true } thought ? text[(thought.Index + thought.Length)..] : text;

    /// <summary>True where the reply says that it declines.</summary>
    public static bool Declines(string reply) => Refusal().IsMatch(reply.Replace('\u2019', '\''));

    [GeneratedRegex(@"</(?:think|thinking|reasoning)>", RegexOptions.IgnoreCase | RegexOptions.RightToLeft)]
    private static partial Regex LastThought();

    [GeneratedRegex(@"\bI (?:can't|cannot|won't|will not|am unable to|must decline)|\bI'm (?:sorry|unable)", RegexOptions.IgnoreCase)]
    private static partial Regex Refusal();
}
