using System.Text.RegularExpressions;
using Attune.Questions;
using Microsoft.Extensions.AI;

namespace Attune.Models.Embedded;

/// <summary>What an embedded model makes of a prompt's last message: the question, the options if it offers any, and what the user says before it.</summary>
internal sealed partial class ReadQuestion
{
    private ReadQuestion(string question, IReadOnlyList<Option> options, bool asksYesOrNo, IReadOnlyList<string> quoted, IReadOnlyList<string> said) =>
        (Question, Options, AsksYesOrNo, Quoted, Said) = (question, options, asksYesOrNo, quoted, said);

    /// <summary>Says that the answer should fit what the conversation shows of the user.</summary>
    public bool AsksForMe => Says("picture of me");

    /// <summary>Wants thoughts before a line "Answer:".</summary>
    public bool AsksForThoughts => Says("\"Answer:\"");

    /// <summary>Wants the answer to begin with a thought about the user.</summary>
    public bool AsksForOpening => Says("\"Given your\"");

    public string Question { get; }

    /// <summary>Empty unless the message offers lettered options.</summary>
    public IReadOnlyList<Option> Options { get; }

    public bool AsksYesOrNo { get; }

    /// <summary>User turns that the message quotes from earlier conversations.</summary>
    public IReadOnlyList<string> Quoted { get; }

    /// <summary>What else the user says in the message before the question, examples left out.</summary>
    public IReadOnlyList<string> Said { get; }

    public static ReadQuestion From(IReadOnlyList<ChatMessage> prompt)
    {
        var message = Draft().Replace(prompt.LastOrDefault(m => m.Role == ChatRole.User)?.Text ?? "", "");
        var options = OptionLine().Matches(message).Select(m => new Option { Label = m.Groups[1].Value, Text = m.Groups[2].Value.Trim() }).ToList();
        if (options.Count < 2) options.Clear();
        var paragraphs = message.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        var last = options.Count > 0 ? paragraphs.FindIndex(p => OptionLine().IsMatch(p)) - 1 : paragraphs.Count - 1;
        var asksYesOrNo = options.Count == 0 && last > 0 && YesOrNo().IsMatch(paragraphs[last]);
        if (asksYesOrNo) last--;

        var before = string.Join("\n\n", paragraphs.Take(Math.Max(last, 0)).Where(p => !p.StartsWith("Example", StringComparison.Ordinal)));
        var quotes = QuotedTurn().Matches(before);
        var said = quotes.Count > 0 ? before[..quotes[0].Index] : before;
        return new(
            paragraphs.ElementAtOrDefault(last) ?? message,
            options,
            asksYesOrNo,
            [.. quotes.Select(m => m.Groups[1].Value)],
            said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private bool Says(string words) => Said.Any(s => s.Contains(words, StringComparison.Ordinal));

    // What the model wrote itself is nobody's statement.
    [GeneratedRegex(@"<draft>.*</draft>", RegexOptions.Singleline)]
    private static partial Regex Draft();

    // What the assistant is quoted with runs to the next quoted turn and is nobody's statement.
    [GeneratedRegex(@"^- user: (.*?)(?=^- assistant: |^- user: |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex QuotedTurn();

    [GeneratedRegex(@"^([A-Z])[.)] (.+)$", RegexOptions.Multiline)]
    private static partial Regex OptionLine();

    [GeneratedRegex(@"\byes or no\b", RegexOptions.IgnoreCase)]
    private static partial Regex YesOrNo();
}
