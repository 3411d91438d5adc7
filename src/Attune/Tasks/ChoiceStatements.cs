using System.Text.RegularExpressions;

namespace Attune.Tasks;

/// <summary>What a plain text with marked option texts says about which option it chooses.</summary>
internal static partial class ChoiceStatements
{
    // B, (B), "B", or an option's text. Lower-case b to d too, and a where nothing follows that would make it the article.
    private const string Letter =
        @"[""'(\[{]{0,3}(?:\u27E6(?<x>[A-Z])\u27E7|(?<![\w-[\u3040-\u9FFF]])(?<!\w')(?:(?<x>[A-HJ-Zb-d])|(?<x>a)(?=[""')\]}]{0,3}[.!]?(?:\n|\z)))(?!'?\w))[""')\]}]{0,3}";

    private const string Option = @"(?:(?i:(?:the |an? )?(?:option|choice|letter|opci\u00F3n|opzione)|the) )?" + Letter;

    private const string AndOption = @"(?: ?(?:[,/&+>=]|- |(?i:,? ?(?:or|and|nor|vs\.?) )) ?(?i:option )?" + Letter + @"(?! (?!(?:and|or|nor|vs) )[a-z]))";

    // All letters of "A, B or C" are captured, so that such an answer disagrees with itself.
    private const string Choice = "(?>" + Option + AndOption + "{0,8})";

    // What may follow a choice: nothing, punctuation other than a question mark, a reason. Not a noun, which would make A an article.
    private const string End =
        @"(?!" + Rejected + @")(?= ?(?:\z|\n|[.,;:!(]|-(?!\w)|(?i:because|since|as|for|is|due|given|over|rather|instead|based|here|overall|with|and(?! (?:option )?[A-D]\b))\b))";

    private const string Rejected = @"[,:.]? ?(?i:(?:(?:which |that |it )?(?:is|was|would be|seems|looks) |: )(?:just |far |way |simply |clearly )?(?:too|not|wrong|incorrect|out|bad|poor|no)\b)";

    private const string Best = @"(?i:best|right|correct|ideal|perfect|top|(?:most )?suitable|closest|strongest|safest)";

    /// <summary>The letter, where the text is nothing else.</summary>
    public static string? LetterAlone(string text)
    {
        var match = Alone().Match(text);
        return match.Success ? match.Groups["x"].Value.ToUpperInvariant() : null;
    }

    public static List<Statement> In(string text)
    {
        var statements = new List<Statement>();
        Add(StatementKind.Final, FinalAnswer());
        Add(StatementKind.Answer, AnswerIs());
        Add(StatementKind.Heading, LineOfItsOwn());
        statements.AddRange(Headings(text));
        Add(StatementKind.Remark, Choosing());
        Add(StatementKind.Remark, BestIs());
        Add(StatementKind.Remark, IsBest());
        Add(StatementKind.Remark, Closing());
        return statements;

        void Add(StatementKind kind, Regex pattern) =>
            statements.AddRange(pattern.Matches(text).Where(m => !Hedge.Undoes(text, m.Groups["x"].Captures[0].Index)).SelectMany(m => Of(kind, m)));
    }

    /// <summary>The first and the last line, where they begin with an option; lines that begin with several options are a list of them.</summary>
    private static IEnumerable<Statement> Headings(string text)
    {
        var headings = Heading().Matches(text).SelectMany(m => Of(StatementKind.Heading, m)).ToList();
        if (headings.Select(h => h.Value).Distinct().Skip(1).Any()) return [];
        var (firstEnd, lastStart) = (text.IndexOf('\n'), text.LastIndexOf('\n') + 1);
        return headings.Where(h => firstEnd < 0 || h.Index < firstEnd || h.Index >= lastStart);
    }

    private static IEnumerable<Statement> Of(StatementKind kind, Match match) =>
        match.Groups["x"].Captures.Select(c => new Statement(kind, c.Index, c.Value.ToUpperInvariant()));

    [GeneratedRegex(@"\A[""'(\[{<#:. ]{0,6}(?:(?i:option|choice|letter|opci\u00F3n|opzione):? )?[""'(\[{]{0,3}(?:(?<x>[A-Za-z])|\u27E6(?<x>[A-Z])\u27E7)[""')\]}>,:.! ]{0,6}\z")]
    private static partial Regex Alone();

    [GeneratedRegex(@"(?i:final (?:answer|choice|decision|pick)) ?(?i:is|would be)?[ :=\n]{0,3}" + Choice + End)]
    private static partial Regex FinalAnswer();

    [GeneratedRegex(
        @"(?i:answer|choice|pick|selection|recommendation|antwort|respuesta|r\u00E9ponse|reponse|risposta|resposta|antwoord|\u043E\u0442\u0432\u0435\u0442|\u7B54\u6848|\u56DE\u7B54|\u7B54\u3048)[""']?(?i: here| for you| to (?:this|your|the) question)?(?: ?[:=] ?\n?|\n| ?(?i:is|would be|must be|has to be|ist|est|es|\u00E8|\u00E9|\u662F|\u306F)[: ] ?| ?[\u662F\u306F] ?)(?i:clearly |definitely |probably |therefore )?" + Choice + End)]
    private static partial Regex AnswerIs();

    [GeneratedRegex(@"^(?:(?i:option|choice) )?[""'(\[]{0,2}(?<x>[A-HJ-Z])[""')\]]{0,2}[.!:]?$", RegexOptions.Multiline)]
    private static partial Regex LineOfItsOwn();

    [GeneratedRegex(
        @"^(?:\A(?i:sure|ok|okay|certainly|of course|got it|thanks|well|hi|hello|great question|no problem)[!,.:] ?)?" + Choice + @"(?!" + Rejected + @")(?:[.,:;!]|\n|\z| - | ?\(|(?<=[)\]}]) (?!(?i:is|was|would|seems|looks|feels|sounds|has|might|may|could|isn't|or|and)\b))",
        RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(
        @"\b(?i:go(?:ing)? (?:with|for)|choose|choosing|chose|chosen|pick(?:ing|ed)?|select(?:ing|ed)?|take|recommend|suggest|opt(?:ing)? for|settl(?:e|ing) on|lean(?:ing)? (?:towards?|to)|vote (?:is )?for|prefer|say|think|guess(?: is)?|believe|that leaves(?: us)?(?: with)?|leaving|points? (?:me )?to(?:wards?)?|it's|it is|it must be|it has to be|it would be|that's|that is|that would be) " + Choice + End)]
    private static partial Regex Choosing();

    [GeneratedRegex(@"\b" + Best + @"(?: (?!for\b|if\b)[a-z]{1,12}){0,4}(?: (?i:is|would be|has to be|must be)[: ] ?|: ?)" + Choice + End)]
    private static partial Regex BestIs();

    [GeneratedRegex(
        @"(?:(?i:\boption |\bchoice |\banswer |\b(?:so|and|but|that|think|believe|feel|say|then|hence|thus|therefore|because|clearly|definitely) )|^|(?<=[.!?:,;""] ?))" + Choice
        + @" (?i:it is\b|is (?:for you|it)\b|(?:is|would be|seems|looks|sounds|feels|appears|remains)(?: like| to be)?(?: (?:clearly|definitely|by far|the|a|your|my|very|most|far|really|also|obviously|single)){0,4} (?:"
        + Best + @"|better(?! than)|one|answer|choice|pick|winner|(?:good |great |perfect |natural |clear )?(?:fit|match|way to go))\b(?!(?: [a-z]{1,12}){0,2} for (?!you\b|your\b|me\b|this\b|that\b|the user\b)\w)|(?:(?:clearly|definitely|really) )?(?:fits|suits|matches|aligns with|works best|stands out|wins)\b|makes the most sense\b)"
        + @"(?! than\b)(?!,?(?: [a-z]{1,12}){0,3} (?i:if|unless)\b)(?![^.!?\n]{0,160}\b(?i:but|however|though|although|except)\b)",
        RegexOptions.Multiline)]
    private static partial Regex IsBest();

    [GeneratedRegex(
        @"(?:(?<=(?<!\d)[.!?:;,] |- )(?<![A-Z][""')\]]{0,2} ?[,;] ?(?:and |or )?)|\b(?i:so|but|hence|thus|therefore|then|definitely|clearly|certainly|just|simply) )" + Choice + @"[.! ]{0,3}\z")]
    private static partial Regex Closing();
}
