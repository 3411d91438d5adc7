using System.Text.RegularExpressions;

namespace Attune.Models.Embedded;

/// <summary>What the embedded judge reads off a judge prompt: the preference with its likes and dislikes, the query, and the answer sentence by sentence.</summary>
internal sealed partial class JudgedCase
{
    private JudgedCase(string preference, string type, List<string> liked, List<string> disliked, string query, string answer)
    {
        (Preference, Type, Query, Answer) = (preference, type, query, answer);
        Reason = Because().Match(preference).Groups[1].Value;
        Sentences = [.. SentenceEnd().Split(answer).Where(s => s.Trim().Length > 2).Select(s => new JudgedSentence(s.Trim(), this, liked, disliked))];
    }

    public string Preference { get; }

    /// <summary>The part of the preference after "because".</summary>
    public string Reason { get; }

    /// <summary>One of the four types; empty where the prompt names none.</summary>
    public string Type { get; }

    public string Query { get; }

    public string Answer { get; }

    public IReadOnlyList<JudgedSentence> Sentences { get; }

    /// <summary>Reads the parts between the tags; an answer that closes its own tag early gains nothing, as the last one counts.</summary>
    public static JudgedCase? From(string prompt)
    {
        var (preference, query) = (Part(prompt, "preference"), Part(prompt, "query"));
        var start = prompt.IndexOf("<answer>", StringComparison.Ordinal);
        var end = prompt.LastIndexOf("</answer>", StringComparison.Ordinal);
        if (preference is null || query is null || start < 0 || end < start) return null;

        var lines = preference.Split('\n');
        var liked = Phrases(lines, "Honours it: ");
        var disliked = Phrases(lines, "Violates it: ");
        var text = lines[0];
        if (liked.Count + disliked.Count == 0)
        {
            var weights = Stance.Of(text).Weights;
            liked = [.. weights.Where(w => w.Value > 0).Select(w => w.Key)];
            disliked = [.. weights.Where(w => w.Value < 0).Select(w => w.Key)];
        }

        return new(text, Line(lines, "Type: ") ?? "", liked, disliked, query, prompt[(start + "<answer>".Length)..end].Trim());
    }

    private static string? Part(string prompt, string tag)
    {
        var start = prompt.IndexOf($"<{tag}>", StringComparison.Ordinal);
        var end = prompt.IndexOf($"</{tag}>", StringComparison.Ordinal);
        return start < 0 || end < start ? null : prompt[(start + tag.Length + 2)..end].Trim();
    }

    private static string? Line(string[] lines, string label) =>
        lines.FirstOrDefault(l => l.StartsWith(label, StringComparison.Ordinal))?[label.Length..];

    private static List<string> Phrases(string[] lines, string label) =>
        [.. (Line(lines, label) ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    [GeneratedRegex(@"(?<=[.!?])\s+|\n+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\b(?:because|as|since|so that)\b(.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Because();
}
