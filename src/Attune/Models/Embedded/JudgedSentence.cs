using System.Text.RegularExpressions;

namespace Attune.Models.Embedded;

/// <summary>One sentence of an answer, as the embedded judge understands it.</summary>
internal sealed partial class JudgedSentence
{
    public JudgedSentence(string text, JudgedCase judged, List<string> liked, List<string> disliked)
    {
        Text = text.Replace('\u2019', '\'');
        Mentions = Attribution().IsMatch(Text) && !Text.EndsWith('?');
        MentionsCorrectly = Mentions && Shares(judged.Preference) >= 2;
        GivesReason = Shares(judged.Reason) >= 2;
        Liked = Suggested(liked, inMentions: true);
        Disliked = Suggested(disliked, inMentions: false);
        Advises = Advice().IsMatch(Text) || Liked || Disliked;
        IsConcrete = Advises && (Detail().IsMatch(Text) || Stems.Of(Text).Count() >= 7);
    }

    public string Text { get; }

    /// <summary>Says something about this user's preferences.</summary>
    public bool Mentions { get; }

    /// <summary>Says something of them that the preference says too.</summary>
    public bool MentionsCorrectly { get; }

    public bool GivesReason { get; }

    /// <summary>Suggests a thing that honours the preference.</summary>
    public bool Liked { get; }

    /// <summary>Suggests a thing that violates it.</summary>
    public bool Disliked { get; }

    /// <summary>Tells the user what to do.</summary>
    public bool Advises { get; }

    /// <summary>Tells it with a detail that helps to do it.</summary>
    public bool IsConcrete { get; }

    private int Shares(string text)
    {
        var own = Stems.Of(Text).ToHashSet(StringComparer.Ordinal);
        return Stems.Of(text).Distinct().Count(own.Contains);
    }

    private bool Suggested(List<string> phrases, bool inMentions)
    {
        if (Mentions && !inMentions) return false;
        foreach (var phrase in phrases)
        {
            var at = Text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && !Warning().IsMatch(Text[..at])) return true;
        }

        return false;
    }

    [GeneratedRegex(
        @"\b(?:since|because|as|given|knowing|considering|seeing) (?:that )?you(?:r)?\b|\byou(?:'ve| have)? (?:told|mentioned|said|shared)\b|\byou(?:'d| would)? (?:\w+ )?(?:prefer|avoid|like|love|enjoy|dislike|hate|rather|only|never)\b|\byour (?:preference|love|dislike|aversion|fondness|taste|reason|liking)|\bI (?:know|remember|recall|have not forgotten|keep in mind)\b.*\byou|\b(?:someone|somebody) who\b|\bfor you\b.*\b(?:only|nothing)|\b(?:only|nothing but)\b.*\bfor you\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Attribution();

    // What turns the rest of a sentence into a warning.
    [GeneratedRegex(
        @"\b(?:avoid|skip|not|no|never|don't|won't|without|leave out|steer clear of|stay away from|rather than|instead of|unlike|over|than|except|forget)\b[^,;:]*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Warning();

    [GeneratedRegex(
        @"^(?:[-*\u2022]|\d+[.)])\s|\b(?:I would|I'd|I suggest|I recommend|you could|you can|try|take|go for|book|ask|start|choose|pick|bring|make|get|look for|buy|visit|rent|plan|consider|use|set|keep|add|join|order|call|ring|leave|put)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Advice();

    [GeneratedRegex(@"\d|\b(?:before|after|until|first|then|near|beside|early|late|morning|evening|hours?|minutes?|days?|weeks?|half|two|three|four|if)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Detail();
}
