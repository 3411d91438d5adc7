using System.Text.RegularExpressions;

namespace Attune.Models.Embedded.Simulator.Mining;

/// <summary>What users say in their own words, clause by clause: without code, quotations, and texts that they hand over to be worked on.</summary>
internal static partial class SpokenClauses
{
    /// <summary>The user's own words.</summary>
    public static string Own(string message)
    {
        var text = message.Replace('\u2019', '\'').Replace('\u201C', '"').Replace('\u201D', '"').Replace('\u00A0', ' ');
        text = Handed().Replace(text, "");
        return Foreign().Replace(text, " ");
    }

    /// <summary>The clauses of a user's own words.</summary>
    public static IEnumerable<string> Of(string own) => Sentence().Split(own).SelectMany(s => Clause().Split(s)).Select(Bare).Where(c => c.Length > 2);

    private static string Bare(string clause)
    {
        var bare = clause.Trim(' ', '\t', '\r', ',', '-', '*', '(', ')', '"', '\'');
        for (var before = ""; before != bare;) (before, bare) = (bare, Lead().Replace(bare, ""));
        return bare;
    }

    // "Translate this: ..." hands over a text; what it says, nobody says of themselves.
    [GeneratedRegex(@"\b(?:summari[sz]e|translate|rewrite|rephrase|paraphrase|proofread|correct|edit|improve|shorten|fix|polish|review|act as|pretend|imagine|role-?play|write|draft|reply to|respond to|what does)\b[^.?!\n]*:[\s\S]*|\b(?:pretend|imagine|act as|role-?play)\b[\s\S]*", RegexOptions.IgnoreCase)]
    private static partial Regex Handed();

    [GeneratedRegex(@"```[\s\S]*?(?:```|\z)|`[^`\n]*`|""[^""]*""|^\s*>.*$|https?://\S+|<[^<>\n]*>|\{[\s\S]*\}", RegexOptions.Multiline)]
    private static partial Regex Foreign();

    [GeneratedRegex(@"[.!?]+(?=\s|\z)|[\n;\u3002\uFF01\uFF1F]+")]
    private static partial Regex Sentence();

    [GeneratedRegex(@",?\s+(?:and|but|so|though|although|yet|because|since|as|while)\s+(?=(?:i|i'm|im|i've|my|we)\b)|,\s+(?=(?:i|i'm|im|i've|my|we|what|which|how|where|when|who|why|is|are|do|does|can|could|would|should|any)\b)|:\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Clause();

    [GeneratedRegex(@"\A(?:well|also|and|but|so|oh|hey|hi|hello|yo|ok|okay|right|fine|good|nice|great|perfect|thanks|thank you|btw|by the way|honestly|anyway|sorry|yes|no|yeah|hmm|um|lol|haha|please note|just so you know|fyi|for context|to be honest|as i said|as you know|you know|i mean|i think|i guess|i should say|new topic|since|because|personally|actually|lovely|damn)\b[\s,:.!-]*(?=\S)", RegexOptions.IgnoreCase)]
    private static partial Regex Lead();
}
