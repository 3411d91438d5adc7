namespace Attune.Tasks;

/// <summary>The form in which a query is asked (RealPref 4.1, InterPref 4.1).</summary>
public enum TaskKind
{
    /// <summary>Four options, one right; chance is 0.25.</summary>
    MultipleChoice,

    /// <summary>One option, suitable or not; each query is asked once with the right and once with a wrong one; chance is 0.5.</summary>
    TrueFalse,

    /// <summary>The bare question; answers are judged by rubrics.</summary>
    OpenEnded,

    /// <summary>The bare question of a preference pair, asked to both of its users; an evaluator matches the two answers to the two preferences, and nothing is scored alone.</summary>
    Pair,
}
