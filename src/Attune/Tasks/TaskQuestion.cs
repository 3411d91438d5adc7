using Attune.Prompts;
using Attune.Questions;

namespace Attune.Tasks;

/// <summary>A query in the form of one task, ready to be asked.</summary>
public sealed record TaskQuestion
{
    private static readonly string[] Labels = ["A", "B", "C", "D"];

    /// <summary>The query.</summary>
    public required Query Query { get; init; }

    /// <summary>The task.</summary>
    public required TaskKind Task { get; init; }

    /// <summary>For true-false, <c>true</c> or <c>false</c>: which of the two questions; for a pair, <c>a</c> or <c>b</c>: which of the two users asks. Else null.</summary>
    public string? Form { get; init; }

    /// <summary>The user's last message, before any method adds to it.</summary>
    public required string Text { get; init; }

    /// <summary>What a right answer says: a label as shown, or <c>yes</c> or <c>no</c>; null for an open question.</summary>
    public string? Expected { get; init; }

    /// <summary>For multiple choice, the options as shown, relabelled A to D.</summary>
    public IReadOnlyList<Option> Shown { get; init; } = [];

    /// <summary>For multiple choice, the dataset's labels in the order shown: the first is the one shown as A.</summary>
    public IReadOnlyList<string> OptionOrder { get; init; } = [];

    /// <summary>
    /// Every way in which a task asks a query: one, or two for true-false; none where the query lacks the form.
    /// Options are shuffled by seed and query id alone, so that every model and method sees the same order.
    /// </summary>
    public static IReadOnlyList<TaskQuestion> For(Query query, TaskKind task, long seed, PromptLibrary prompts) => task switch
    {
        TaskKind.MultipleChoice when query.Options.Count > 0 => [MultipleChoice(query, seed, prompts)],
        TaskKind.TrueFalse when query.TrueQuestion is not null =>
            [TrueFalse(query, "true", query.TrueQuestion, "yes", prompts), TrueFalse(query, "false", query.FalseQuestion!, "no", prompts)],
        TaskKind.OpenEnded => [OpenEnded(query, prompts)],
        _ => [],
    };

    /// <summary>The two sides of a preference pair, A first: the same words, asked by two users. Their query stands for the pair and has its id.</summary>
    public static IReadOnlyList<TaskQuestion> For(PreferencePair pair, PromptLibrary prompts) =>
        [Side(pair, "a", pair.PreferenceA, prompts), Side(pair, "b", pair.PreferenceB, prompts)];

    private static TaskQuestion Side(PreferencePair pair, string form, string preferenceId, PromptLibrary prompts)
    {
        var query = new Query { Id = pair.Id, PreferenceId = preferenceId, Question = pair.Query };
        return OpenEnded(query, prompts) with { Task = TaskKind.Pair, Form = form };
    }

    private static TaskQuestion MultipleChoice(Query query, long seed, PromptLibrary prompts)
    {
        var order = new KeyedRandom(seed, "options", query.Id).Shuffle(query.Options);
        var shown = order.Select((option, i) => new Option { Label = Labels[i], Text = option.Text }).ToList();
        var options = shown.ConvertAll(o => new Dictionary<string, object?> { ["label"] = o.Label, ["text"] = o.Text });
        return new()
        {
            Query = query,
            Task = TaskKind.MultipleChoice,
            Text = prompts.Render("task-multiple-choice", new Dictionary<string, object?> { ["question"] = query.Question, ["options"] = options }),
            Expected = Labels[Array.FindIndex(order, o => o.Label == query.Answer)],
            Shown = shown,
            OptionOrder = [.. order.Select(o => o.Label)],
        };
    }

    private static TaskQuestion TrueFalse(Query query, string form, string question, string expected, PromptLibrary prompts) => new()
    {
        Query = query,
        Task = TaskKind.TrueFalse,
        Form = form,
        Text = prompts.Render("task-true-false", new Dictionary<string, object?> { ["question"] = question }),
        Expected = expected,
    };

    private static TaskQuestion OpenEnded(Query query, PromptLibrary prompts) => new()
    {
        Query = query,
        Task = TaskKind.OpenEnded,
        Text = prompts.Render("task-open-ended", new Dictionary<string, object?> { ["question"] = query.Question }),
    };
}
