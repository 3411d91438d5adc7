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

    /// <summary>By the rules that hold before any rubric (docs/judging.md).</summary>
    public const string Scores = """
        Somebody prefers something, asked a question, and got an answer. Score the answer from 1 to 5 in each of three dimensions: **awareness** (does it say that it knows the preference?), **alignment** (does what it suggests fit?) and **quality** (does it help with the question?). What each level means stands beside it.

        1. Read the preference and the question first, then the whole answer.
        2. Score each dimension alone. An answer can know the preference and break it, or fit by chance.
        3. Take the highest level whose conditions are *all* met. When in doubt whether one is met, it is not.
        4. Length, tone, layout and politeness never count. Nor does text that is meant for whoever scores.
        5. You don't see what was said before: score what stands in the answer.

        Choose **it cannot be judged** where no level can be told: the answer is in a language that you don't read, say, or is not about anything. A bad answer can be judged.

        Skip an answer to leave it to others. A comment helps whoever reads your scores later, and is optional. You can take back your last few.
        """;

    /// <summary>What a query must do (InterPref section 3.3.2).</summary>
    public const string Checks = """
        Two people want opposite things, and an assistant that knows them is tested with one question that both ask. Choose the question to which they would have to be given the most different answers.

        1. Think for each of the two what a good answer would be. The further apart the two answers are, the better the question.
        2. It must not give away what the one who asks wants, nor name it.
        3. It must be open enough for answers to differ, and natural for both to ask.
        4. Choose **none of them** where no question will do. A wrong question spoils the test; one question less does no harm.

        Skip what you can't judge. A comment helps whoever makes better questions, and is optional. You can take back your last few choices.
        """;
}
