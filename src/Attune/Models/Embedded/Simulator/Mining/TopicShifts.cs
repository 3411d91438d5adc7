using System.Text.RegularExpressions;

namespace Attune.Models.Embedded.Simulator.Mining;

/// <summary>
/// Where one topic ends and the next begins: at a new chat, where the user says so, and where a message that stands for itself shares
/// no word with the last ones of its chunk (lexical cohesion, Hearst 1997, over the user's messages alone).
/// </summary>
internal static partial class TopicShifts
{
    private const int Remembered = 4;
    private const int Telling = 4;

    /// <summary>The messages in runs of one topic.</summary>
    public static IEnumerable<IReadOnlyList<SimulatedMessage>> Divide(IReadOnlyList<SimulatedMessage> messages)
    {
        var run = new List<SimulatedMessage>();
        var recent = new Queue<HashSet<string>>();
        foreach (var message in messages)
        {
            var stems = Stems.Of(message.Text).ToHashSet(StringComparer.Ordinal);
            if (run.Count > 0 && (run[^1].Chat != message.Chat || Shifts(message.Text, stems, recent)))
            {
                yield return run;
                run = [];
                recent.Clear();
            }

            run.Add(message);
            recent.Enqueue(stems);
            if (recent.Count > Remembered) recent.Dequeue();
        }

        if (run.Count > 0) yield return run;
    }

    private static bool Shifts(string text, HashSet<string> stems, IEnumerable<HashSet<string>> recent)
    {
        if (Announced().IsMatch(text)) return true;
        return stems.Count >= Telling && !Leaning().IsMatch(text) && !recent.Any(r => r.Overlaps(stems));
    }

    [GeneratedRegex(@"\A\W*(?:new topic|new question|different (?:topic|question|thing)|(?:an)?other question|another thing|unrelated|something else|changing the subject|on another note|next question|separate question)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Announced();

    // Such messages lean on what was said before them, or on the answer, which is not to be seen.
    [GeneratedRegex(@"\A\W*(?:and|but|also|so|or|then|ok|okay|thanks|thank you|nice|good|great|perfect|right|lovely|fine|yes|no|yeah|hmm|oh|damn|awful|correct|too|still|what about|how about|why|again|shorter|longer|more|please|now|next|use|give|answer|write your|keep|make|be|without|with|no|without|explain)\b|\b(?:it|that|this|those|these|them|one|ones|they|there|instead|above|previous|earlier|you said|your answers?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Leaning();
}
