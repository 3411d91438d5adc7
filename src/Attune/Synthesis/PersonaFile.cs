using System.Text;
using System.Text.RegularExpressions;
using Attune.Datasets;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis;

/// <summary>Draws personas from a file in PersonaHub's form, which may be hostile and of any size: a stream, of which only those drawn are kept.</summary>
internal static partial class PersonaFile
{
    /// <summary>A persona is a sentence or two; what is longer is something else.</summary>
    public const int MostLetters = 1000;

    /// <summary>Reported one by one up to here; a file of a billion broken lines must not fill the memory.</summary>
    private const int MostReported = 1000;

    /// <summary>Draws personas at random, the same for the same seed, file and number; fewer where the file has not enough.</summary>
    /// <param name="path">JSON lines with a <c>persona</c> each.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="BadInputException">The file is not there, or has not enough usable personas.</exception>
    public static (IReadOnlyList<string> Drawn, IReadOnlyList<SetAside> SetAside) Draw(string path, int count, long seed)
    {
        var setAside = new List<SetAside>();
        var seen = new HashSet<ulong>();
        var drawn = new PriorityQueue<(int Number, string Persona), double>(count + 1);
        var file = Path.GetFileName(path);
        foreach (var (number, persona, cause) in Read(path))
        {
            var place = $"{file}:{number}";
            var why = cause ?? (seen.Add(Digest(persona!)) ? null : "the same persona stands further up");
            if (why is not null)
            {
                if (setAside.Count < MostReported) setAside.Add(new("personas", place, why));
                continue;
            }

            // Each persona has a place of its own in a random order, so a file need not be read twice, nor kept.
            drawn.Enqueue((number, persona!), -new KeyedRandom(seed, "persona", persona!).NextDouble());
            if (drawn.Count > count) drawn.Dequeue();
        }

        if (drawn.Count < count)
            throw new BadInputException($"--personas {path}", $"has {drawn.Count} usable personas for {count} users", "Give more, or lower --users" + (setAside.Count > 0 ? $"; the first that was left out, {setAside[0].Item}: {setAside[0].Cause}" : ""));
        return ([.. drawn.UnorderedItems.OrderByDescending(d => d.Priority).Select(d => d.Element.Persona)], setAside);
    }

    private static IEnumerable<(int Number, string? Persona, string? Cause)> Read(string path)
    {
        using var stream = Open(path);
        foreach (var (number, offset, bytes) in JsonLines.Split(stream, path))
        {
            if (bytes.Span.Trim(" \t\r"u8).IsEmpty)
            {
                yield return (number, null, "the line is empty");
                continue;
            }

            var line = JsonLines.Parse(bytes.Span, path, number, offset, AttuneJson.Lines.PersonaLine);
            if (line.Value is null) yield return (number, null, line.Fault!.Problem);
            else if (Plain(line.Value.Persona) is var plain && Unfit(plain) is { } cause) yield return (number, null, cause);
            else yield return (number, plain, null);
        }
    }

    /// <summary>One line of text: control characters and runs of white space become a space, what is invisible goes.</summary>
    private static string Plain(string persona)
    {
        var plain = new StringBuilder(persona.Length);
        foreach (var rune in persona.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format) continue;
            var isSpace = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if (!isSpace) plain.Append(rune);
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }

        return plain.ToString().TrimEnd();
    }

    private static string? Unfit(string persona)
    {
        if (!persona.Any(char.IsLetter)) return "it holds no letter";
        if (persona.Length > MostLetters) return $"it is {persona.Length} characters long; a persona has at most {MostLetters}";
        var told = InstructionWords.In(persona) ?? (AnswerCommand().Match(persona) is { Success: true } command ? command.Value : null);
        return told is null ? null : $"it reads as an instruction to a model ('{told}')";
    }

    private static ulong Digest(string persona) => new KeyedRandom(0, "persona", persona.ToLowerInvariant()).NextKey();

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--personas {path}", "cannot be read", """Give a file with lines such as {"persona": "a tram driver who paints at night"}""");
        }
    }

    // A persona tells nobody how to answer either.
    [GeneratedRegex(@"\b(?:respond|reply|answer|output|print|write|say)\s+only\b|\b(?:respond|reply|answer|output|print)\s+with\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AnswerCommand();
}
