using Attune.Histories;
using Attune.Methods;
using Attune.People;
using Attune.Tasks;

namespace Attune.Runs;

/// <summary>Who is asked in an experiment, and how: its models and methods, as conditions.</summary>
/// <param name="dataset">The dataset's name.</param>
/// <param name="models">Models' names, each once.</param>
/// <param name="methods">Methods' names, each once; the blind floor is not among them.</param>
internal sealed class Arms(string dataset, IReadOnlyList<string> models, IReadOnlyList<string> methods)
{
    /// <summary>Each model with each method; with the blind floor's where there is no history.</summary>
    /// <param name="expression">Null for the blind floor.</param>
    /// <param name="plan">Null for the blind floor.</param>
    /// <param name="task">The task.</param>
    /// <param name="kind">Of the preference that is asked about.</param>
    public IEnumerable<Condition> In(string? expression, ContextPlan? plan, TaskKind task, PreferenceKind kind) =>
        from model in models
        from method in expression is null ? [Method.NoHistory] : methods
        select new Condition
        {
            Dataset = dataset,
            Model = model,
            Method = method,
            Expression = expression,
            Context = plan?.Name,
            Task = Word.Of(task),
            Preferences = Word.Of(kind),
        };
}
