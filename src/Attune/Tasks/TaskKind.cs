namespace Attune.Tasks;

/// <summary>The form in which a query is asked (RealPref 4.1).</summary>
public enum TaskKind
{
    /// <summary>Four options, one right; chance is 0.25.</summary>
    MultipleChoice,

    /// <summary>One option, suitable or not; each query is asked once with the right and once with a wrong one; chance is 0.5.</summary>
    TrueFalse,

    /// <summary>The bare question; answers are judged by rubrics.</summary>
    OpenEnded,
}
