using Attune.Methods;
using Attune.Tasks;

namespace Attune.Runs.Costs;

/// <summary>What nobody knows before a call: how long answers will be, in tokens.</summary>
internal static class Assumed
{
    /// <summary>An answer to a closed question: a letter, a yes, and a few words around it.</summary>
    public const int ClosedAnswer = 8;

    /// <summary>An answer to an open question: advice in a few paragraphs.</summary>
    public const int OpenAnswer = 400;

    /// <summary>A judge's score with its rationale of one or two sentences.</summary>
    public const int Verdict = 120;

    /// <summary>What a method has the model write besides the answer: a list, a plan, thoughts, criticism.</summary>
    public const int Step = 200;

    /// <summary>A sentence about the user before the answer.</summary>
    public const int Opening = 25;

    /// <summary>The longest answer to be ready for where <c>max_output</c> is not set.</summary>
    public const int LongestAnswer = 4096;

    /// <summary>The most that a method puts before a question.</summary>
    public const int LongestPreface = 8192;

    /// <summary>The shortest prefix that endpoints keep in their cache.</summary>
    public const int ShortestCachedPrefix = 1024;

    /// <summary>An answer in the task, reasoning not included.</summary>
    public static int Answer(TaskKind task) => task is TaskKind.OpenEnded or TaskKind.Pair ? OpenAnswer : ClosedAnswer;

    /// <summary>What a method's call is answered with.</summary>
    /// <param name="method">The method.</param>
    /// <param name="call">Which of its calls, from 0.</param>
    /// <param name="task">The task.</param>
    public static int Output(string method, int call, TaskKind task) => (method, call) switch
    {
        (Method.Workflow, < 3) or (Method.SelfCritic, 1) => Step,
        (Method.Cot, _) => Step + Answer(task),
        (Method.PrefixCot, _) => Opening + Answer(task),
        _ => Answer(task),
    };
}
