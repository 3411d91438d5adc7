using Attune.Prompts;
using Attune.Retrieval;
using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>The methods by name, as an experiment uses them: each is chat middleware that an application can use just so.</summary>
internal static class Method
{
    public const string ZeroShot = "zero-shot";
    public const string Reminder = "reminder";
    public const string FewShot = "few-shot-cot";
    public const string Rag = "rag";
    public const string TaskDescription = "task-description";
    public const string PrefixCot = "prefix-cot";
    public const string Cot = "cot";
    public const string Workflow = "workflow";
    public const string SelfCritic = "self-critic";
    public const string Oracle = "oracle";
    public const string NoHistory = "no-history";

    /// <summary>Every method, with what it does in a line; the floor first, the ceiling last.</summary>
    public static IReadOnlyList<(string Name, string Summary)> All { get; } =
    [
        (NoHistory, "the bare question, no history: the floor (always run, unless --no-blind)"),
        (ZeroShot, "history, then the question"),
        (Reminder, "a sentence before the question recalls the user's preferences"),
        (FewShot, "three worked examples before the question"),
        (Rag, "the five closest turns of the history, quoted before the question"),
        (TaskDescription, "says before the question that the answer should fit this user"),
        (PrefixCot, "task-description; the answer begins with a thought about the user, \"Given your ...\""),
        (Cot, "task-description, and thinking in writing before the answer"),
        (Workflow, "extracts preferences, chooses those that matter, plans, answers: 4 calls"),
        (SelfCritic, "answers, criticises the answer by the history, answers again: 3 calls"),
        (Oracle, "the true preference, stated before the question: the ceiling"),
    ];

    /// <summary>Wraps a client in a method.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <param name="inner">The model.</param>
    /// <param name="question">The bare question, which retrieval looks for.</param>
    /// <param name="preference">The true preference, which only the oracle states.</param>
    /// <param name="retriever">Finds turns for rag.</param>
    /// <param name="prompts">The prompts.</param>
    public static IChatClient Wrap(string name, IChatClient inner, string question, string preference, ITurnRetriever retriever, PromptLibrary prompts) =>
        name switch
        {
            ZeroShot => inner,
            Reminder => new ReminderChatClient(inner, prompts),
            FewShot => new FewShotChatClient(inner, prompts),
            Rag => new RagChatClient(inner, retriever, new() { Query = _ => question }, prompts),
            TaskDescription => new TaskDescriptionChatClient(inner, prompts),
            PrefixCot => new PrefixCotChatClient(inner, prompts),
            Cot => new CotChatClient(inner, prompts),
            Workflow => new WorkflowChatClient(inner, prompts),
            SelfCritic => new SelfCriticChatClient(inner, prompts),
            Oracle => new OracleChatClient(inner, preference, prompts),
            NoHistory => new NoHistoryChatClient(inner),
            _ => throw new ArgumentException($"'{name}' is no method.", nameof(name)),
        };

    /// <summary>Refuses a name that is no method.</summary>
    /// <exception cref="BadInputException">It is none.</exception>
    public static string Check(string name) => All.Any(m => m.Name == name)
        ? name
        : throw new BadInputException($"method '{name}'", "is not known", "Use " + string.Join(", ", All.Select(m => m.Name)));
}
