using Attune.Models;
using Attune.Runs;
using Attune.Tasks;

namespace Attune.Reports.Tables;

/// <summary>Who scored open answers, so that no table or figure of their scores can be shown without it.</summary>
internal static class JudgeWords
{
    /// <summary>A sentence with a space before it; nothing where none of the tasks is judged.</summary>
    public static string Of(RunIdentity identity, IEnumerable<string> tasks) => tasks.Contains(Word.Of(TaskKind.OpenEnded))
        ? $" Open answers were scored by {identity.Judge}{(EmbeddedModels.IsNamed(identity.Judge) ? ", a rule-based baseline" : "")}."
        : "";
}
