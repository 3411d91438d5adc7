namespace Attune.Web.Annotation;

/// <summary>What annotators are told where the owner of a round says nothing else.</summary>
internal static class Guidance
{
    /// <summary>In the spirit of InterPref's appendix F, for contests.</summary>
    public const string Contests = """
        Two people, **user 1** and **user 2**, want different things and asked the same question. Two assistants, **left** and **right**, answered both of them. Decide which assistant took the two people's preferences into account more.

        1. Read the two preferences and the question first.
        2. Read what the left assistant said to each of the two people. Do its two answers differ, and do the differences follow from the preferences? Then the same on the right.
        3. Choose the side whose two answers differ more, *in ways that follow from the preferences*. Two answers that say nearly the same to both people took neither of them into account.
        4. Differences that have nothing to do with the preferences don't count: another greeting, another length, other examples of the same kind. Nor does how well an answer is written.
        5. Choose **tie** where both sides do it equally well, or equally badly.

        If an AI opinion is offered, form your own view before you open it. It is often wrong: check its reasons against the answers.

        Skip a comparison that you can't judge. A comment helps whoever reads your verdict later, and is optional. You can take back your last few verdicts.
        """;
}
