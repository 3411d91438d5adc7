using System.Text.RegularExpressions;

namespace Attune.Models.Embedded.Simulator.Mining;

/// <summary>How a message asks to be answered, or complains of how it was.</summary>
internal static class AnswerWishes
{
    private static readonly IReadOnlyList<(AnswerWish Wish, Regex Pattern)> All =
        [.. Bank.AnswerWishes.Select(w => (w, new Regex(w.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)))];

    /// <summary>Sentences about the user; a length and a form make one.</summary>
    public static IEnumerable<string> In(string own)
    {
        var said = All.Select(w => (w.Wish, Match: w.Pattern.Match(own))).Where(w => w.Match.Success)
            .Select(w => w.Wish with { Phrase = w.Wish.Phrase.Fill(("what", w.Match.Groups["what"].Value.ToLowerInvariant().Capital())) }).ToList();
        var length = said.FirstOrDefault(w => w.Kind == "length")?.Phrase;
        var form = said.FirstOrDefault(w => w.Kind == "form")?.Phrase;
        if (length is not null || form is not null) yield return Sentence(length, form);
        foreach (var wish in said.Where(w => w.Kind == "other")) yield return Sentence(null, wish.Phrase);
    }

    private static string Sentence(string? before, string? behind) =>
        string.Join(' ', new[] { "The user prefers", before, "answers", behind }.Where(w => w is not null)) + ".";
}
