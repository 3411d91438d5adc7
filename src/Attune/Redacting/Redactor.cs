using System.Text;
using System.Text.RegularExpressions;

namespace Attune.Redacting;

/// <summary>
/// Removes personal identifiers and secrets from texts by their form: each is replaced by a marker such as <c>[e-mail]</c>. What has no
/// form of its own, as names have none, is not found; docs/import.md says what is and is not promised. A text in which nothing is found is
/// returned as it is, and a text that was redacted is not changed by another pass. Time grows in proportion to the text's length.
/// Thread-safe; the counts are of all calls.
/// </summary>
public sealed class Redactor
{
    /// <summary>How often a text is searched anew, for what comes to light where a neighbour was removed. Real texts need two.</summary>
    private const int Passes = 16;

    /// <summary>Where two find exactly the same, the earlier one names it.</summary>
    private static readonly Finder[] All =
    [
        EMailAddresses.Find, Secrets.Find, Passwords.Find, Ibans.Find, IpAddresses.Find, AccountNumbers.Find, NumberRuns.Find, StreetAddresses.Find,
    ];

    private static readonly string[] Markers = [.. Word.All<SensitiveKind>().Select(word => $"[{word}]")];

    private readonly IReadOnlyList<Finder> _finders;
    private readonly long[] _counts = new long[Markers.Length];

    /// <summary>A redactor that looks for every <see cref="SensitiveKind"/>.</summary>
    public Redactor() : this(All) { }

    internal Redactor(IReadOnlyList<Finder> finders) => _finders = finders;

    /// <summary>How many of each kind were removed so far, by the kind's word; kinds that did not occur are left out.</summary>
    public IReadOnlyDictionary<string, long> Counts => Enum.GetValues<SensitiveKind>()
        .Select(kind => (Kind: kind, Count: Interlocked.Read(ref _counts[(int)kind])))
        .Where(c => c.Count > 0)
        .ToDictionary(c => Word.Of(c.Kind), c => c.Count);

    /// <summary>The text without what is sensitive in it.</summary>
    /// <param name="text">Any text; control characters and half surrogate pairs are left as they are.</param>
    /// <returns>The same instance where nothing was found.</returns>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var findings = new List<Finding>();
        for (var pass = 0; pass < Passes; pass++)
        {
            findings.Clear();
            try
            {
                foreach (var finder in _finders) finder(text, findings);
            }
            catch (RegexMatchTimeoutException)
            {
                // What could not be searched may hold anything, so none of it is let through.
                return Mark(SensitiveKind.Withheld);
            }

            if (findings.Count == 0) break;
            text = Replace(text, findings);
        }

        return text;
    }

    private string Replace(string text, List<Finding> found)
    {
        Finding[] findings = [.. found.OrderBy(f => f.Start)];
        var result = new StringBuilder(text.Length);
        var kept = 0;
        for (var i = 0; i < findings.Length;)
        {
            // What overlaps goes as one, under the name of its longest part.
            var (longest, end) = (findings[i], findings[i].End);
            var start = longest.Start;
            for (i++; i < findings.Length && findings[i].Start < end; i++)
            {
                end = Math.Max(end, findings[i].End);
                if (findings[i].Length > longest.Length) longest = findings[i];
            }

            result.Append(text, kept, start - kept).Append(Mark(longest.Kind));
            kept = end;
        }

        return result.Append(text, kept, text.Length - kept).ToString();
    }

    private string Mark(SensitiveKind kind)
    {
        Interlocked.Increment(ref _counts[(int)kind]);
        return Markers[(int)kind];
    }
}
