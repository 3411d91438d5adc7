using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Attune.Judging;
using Attune.People;
using Attune.Prompts;
using Attune.Tokens;

namespace Attune.Runs.Costs;

/// <summary>How many tokens a judge's prompts have besides the answer that is judged. Thread-safe.</summary>
internal sealed class JudgePrompts(PromptLibrary prompts, MessageTokens tokens)
{
    private readonly ConcurrentDictionary<(Dimension Dimension, PreferenceType? Type), long> _rubrics = [];
    private readonly ConditionalWeakTable<Preference, ConcurrentDictionary<string, long>> _cases = [];

    /// <summary>The rubric, which comes first and is the same for all preferences of a type.</summary>
    public long Rubric(Dimension dimension, Preference preference) =>
        _rubrics.GetOrAdd((dimension, preference.Type), d => tokens.Count(Judge.Rubric(prompts, d.Dimension, d.Type)));

    /// <summary>Preference and query, which come before the answer; the same in every dimension.</summary>
    public long Case(Preference preference, string query) => _cases.GetValue(preference, _ => new(StringComparer.Ordinal))
        .GetOrAdd(query, q => tokens.Count(Judge.Case(prompts, new(preference.Text, preference.Type, preference.Facets, q, ""))));
}
