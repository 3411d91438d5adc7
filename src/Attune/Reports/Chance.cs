using Attune.Judging;
using Attune.Tasks;

namespace Attune.Reports;

/// <summary>What guessing scores.</summary>
internal static class Chance
{
    public static double? Of(string task) => Word.Parse<TaskKind>(task, "task") switch
    {
        TaskKind.MultipleChoice => 0.25,
        TaskKind.TrueFalse => 0.5,
        TaskKind.Pair => PassRate.Chance,
        _ => null,
    };
}
