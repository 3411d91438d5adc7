using Attune.Retrieval;

namespace Attune.Models.Embedded;

/// <summary>Words brought to a common form, so that "walks", "walked" and "walking" meet; words without content left out.</summary>
internal static class Stems
{
    private static readonly HashSet<string> WithoutContent = new(
        """
        a about above after again all also am an and any anyone anything are aren around as ask at away back be because been before being below between
        both but by can could couldn d day did didn do does doesn doing don done down during each else ever every everything few find first for from further get
        gets getting give go goes going good got had hadn has hasn have haven having he help her here hers herself hey hi him himself his how i idea ideas if
        in into is isn it its itself just keep kind know last later least let lets ll look looking lot m make makes making many may maybe me mean might
        more most much must my myself need needs new next no nor not nothing now o of off oh ok okay on once one ones only onto or other our ours
        ourselves out over own per please put quite re really right s said same say see shall she should shouldn since so some something
        sort still such suggest t take tell than thanks that the their theirs them themselves then there these they thing things think this those though through time to
        today too try two under until up us use used ve very want wants was wasn way we well were weren what when where whether which while who whom why
        will with without won would wouldn yes yet you your yours yourself yourselves week recommend suitable suit pick choice better best year
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    /// <summary>The stems of a text's content words, in order.</summary>
    public static IEnumerable<string> Of(string text) => Content(text).Select(Stem);

    /// <summary>A text's content words, in order, lower-case.</summary>
    public static IEnumerable<string> Content(string text) => Words.Of(text).Where(HasContent);

    /// <summary>False for words such as "the" and "would", and for single letters.</summary>
    public static bool HasContent(string word) => word.Length > 1 && !WithoutContent.Contains(word);

    /// <summary>Cuts the common English endings; rough on purpose.</summary>
    public static string Stem(string word)
    {
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal)) return word[..^3] + "y";
        if (word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && !word.EndsWith("us", StringComparison.Ordinal))
            word = word[..^1];
        if (word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal)) word = Undouble(word[..^3]);
        else if (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal)) word = Undouble(word[..^2]);
        return word.Length > 4 && word.EndsWith('e') ? word[..^1] : word;
    }

    private static string Undouble(string word) =>
        word.Length > 3 && word[^1] == word[^2] && word[^1] is not ('l' or 's' or 'z') ? word[..^1] : word;
}
