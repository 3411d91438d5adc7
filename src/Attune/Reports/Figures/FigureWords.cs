namespace Attune.Reports.Figures;

/// <summary>What the caption of a figure of means has to say whatever it shows: marks, how much each mean rests on, and who scored.</summary>
internal static class FigureWords
{
    /// <summary>Sentences with a space before them.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="values">What is drawn.</param>
    /// <param name="tasks">The tasks of the figure; none means those of the runs.</param>
    public static string Of(PooledRuns runs, IReadOnlyList<FigureValue> values, params IReadOnlyList<string> tasks)
    {
        var shown = tasks.Count > 0 ? tasks : runs.Values("task");
        return $"{(shown.Contains(Word.Of(Tasks.TaskKind.Pair)) ? runs.PooledEvaluators : "")}{runs.JudgeOf(shown)} Points are means of {Counts(values)} values{(shown.Contains(Word.Of(Tasks.TaskKind.Pair)) ? "" : $" of {Users(values)}")}, lines 95% intervals.";
    }

    private static string Users(IReadOnlyList<FigureValue> values) => values.Min(v => v.Users) is var least && values.Max(v => v.Users) is var most && least == most
        ? Sentence.Count(most, "user")
        : $"{Numerals.Whole(least)} to {Sentence.Count(most, "user")}";

    private static string Counts(IReadOnlyList<FigureValue> values)
    {
        var (least, most) = (values.Min(v => v.N), values.Max(v => v.N));
        return least == most ? Numerals.Whole(least) : $"{Numerals.Whole(least)} to {Numerals.Whole(most)}";
    }
}
