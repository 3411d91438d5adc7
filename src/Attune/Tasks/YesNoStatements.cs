using System.Text.RegularExpressions;

namespace Attune.Tasks;

/// <summary>What a plain text says about whether its answer is yes or no.</summary>
internal static partial class YesNoStatements
{
    private const string Yes = @"(?<yes>yes|yeah|yep|yup|true|ja|oui|s\u00ED|s\u00EC)";
    private const string No = @"(?<no>nope|nein|non|nah|no|false)";

    // "no-brainer", "No one", "no longer", "yes-man", and "yes, if..." are not a yes or a no.
    private const string End =
        @"(?![\w'])(?!-\w)(?=[""')\]}]{0,3} ?(?:\z|[.,;:!(\n-]|(?:because|since|as|from|given|based|it|this|that|you|your|I|the|he|she|they|not|a|an|and|or|but|for)\b))(?![,:]? ?(?:(?:but )?only )?(?:if|unless|provided|as long as|depending|assuming)\b)(?!,? ?(?:/|or) ?(?:yes|no)\b)";

    private const string YesOrNo = @"[""'(\[{]{0,3}(?:(?>" + Yes + "|" + No + @")" + End + ")";

    public static List<Statement> In(string text)
    {
        var statements = new List<Statement>();
        Add(StatementKind.Final, FinalAnswer());
        Add(StatementKind.Answer, AnswerIs());
        Add(StatementKind.Heading, Opening());
        Add(StatementKind.Heading, LineOfItsOwn());
        Add(StatementKind.Remark, Reversal());
        Add(StatementKind.Remark, Opinion());
        Add(StatementKind.Remark, Closing());
        return statements;

        void Add(StatementKind kind, Regex pattern) => statements.AddRange(
            from match in pattern.Matches(text)
            from said in Said(kind, match, "yes").Concat(Said(kind, match, "no"))
            where kind == StatementKind.Heading || !Hedge.Undoes(text, said.Index)
            select said);
    }

    private static IEnumerable<Statement> Said(StatementKind kind, Match match, string meaning) =>
        match.Groups[meaning].Captures.Select(c => new Statement(kind, c.Index, meaning));

    [GeneratedRegex(@"final (?:answer|verdict|decision) ?(?:is|would be)?[ :=\n]{0,3}" + YesOrNo, RegexOptions.IgnoreCase)]
    private static partial Regex FinalAnswer();

    [GeneratedRegex(
        @"(?:answer|verdict|conclusion|antwort|respuesta|r\u00E9ponse|reponse|risposta|resposta)[""']?(?: here| for you| to (?:this|your|the) question)?(?: ?[:=] ?\n?|\n| ?(?:is|would be|must be|has to be|ist|est|es|\u00E8|\u00E9)[: ] ?)(?:a |an )?(?:clear |definite |definitely |firm |simply )?" + YesOrNo,
        RegexOptions.IgnoreCase)]
    private static partial Regex AnswerIs();

    [GeneratedRegex(
        @"\A(?:(?:sure|ok|okay|well|hmm|hi|hello|thanks|got it|great question|good question|no problem|probably|most likely)[!,.:]? )?(?:" + YesOrNo
        + @"|(?:(?<no>(?:absolutely|definitely|certainly|of course|probably|most likely|surely) not|not really|not at all|unfortunately not|by no means|(?:I'm )?afraid not)|(?<yes>absolutely|definitely|certainly|of course|indeed))(?= ?(?:\z|[.,;:!\n])))(?: ?(?:/|,? ?(?:and|or|but)|,) ?"
        + YesOrNo + ")?",
        RegexOptions.IgnoreCase)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^" + YesOrNo + @"[""')\]}.! ]{0,4}$|\A[""'(]?(?:(?<yes>y)|(?<no>n))[""').!]{0,3}\z", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex LineOfItsOwn();

    [GeneratedRegex(@"\b(?:but|yet) (?:also |then |sometimes )?" + YesOrNo, RegexOptions.IgnoreCase)]
    private static partial Regex Reversal();

    [GeneratedRegex(
        @"\bI(?:'d| would| will|'ll| have to| must)? (?:really |honestly )?(?:(?<yes>(?:think|say|believe|guess) so)\b|(?<no>(?:think|believe|guess|say) not)\b|(?<no>(?:don't|do not|wouldn't|would not|can't|cannot) (?:really )?(?:think so|say so|believe so|think (?:it|this|that)|recommend|suggest) ?)|(?:think|say|believe|guess|answer|go with) (?:that )?(?:it's |a |the answer is )?"
        + YesOrNo + @"|(?<yes>recommend it|suggest it))"
        + @"|\b(?:it's|that's|is|would be) an? (?:\w{3,10} )?" + YesOrNo
        + @"|\b(?:it|this|that) (?:(?<no>(?:would|will|does|is|was)(?: not|n't) (?:really )?(?:suit|fit|match|be suitable|be a good|suitable|a good))|(?<yes>(?:would|will) (?:definitely |probably )?(?:suit you|fit you|be suitable for you|be a (?:good|great|perfect) (?:fit|match|choice))))\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Opinion();

    [GeneratedRegex(@"(?:(?<=[.!?:;,] |- )|\b(?:so|hence|thus|therefore|then|simply|definitely|clearly) )" + YesOrNo + @"[""')\]}.! ]{0,4}\z", RegexOptions.IgnoreCase)]
    private static partial Regex Closing();
}
