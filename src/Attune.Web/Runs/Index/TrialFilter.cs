using Attune.Runs;
using Microsoft.AspNetCore.Http.Extensions;

namespace Attune.Web.Runs.Index;

/// <summary>Which trials of a run are meant, and in which order, as the query string says. What makes no sense in it is left aside.</summary>
public sealed record TrialFilter
{
    /// <summary>What trials can be sorted by: the word, and the column.</summary>
    internal static IReadOnlyDictionary<string, string> Sorts { get; } = new Dictionary<string, string>
    {
        ["log"] = "t.number",
        ["query"] = "t.query_id",
        ["user"] = "t.user_id",
        ["outcome"] = "t.outcome",
        ["score"] = "COALESCE(t.accuracy, t.alignment, -1)",
        ["evidence"] = "COALESCE(t.in_prompt, -1)",
        ["tokens"] = "t.history_tokens",
        ["cost"] = "COALESCE(t.cost, -1)",
        ["latency"] = "t.latency",
    };

    private const int LongestText = 200;

    /// <summary>Values by field of the condition; the empty text is the blind floor's.</summary>
    internal IReadOnlyDictionary<string, string> Fields { get; private init; } = new Dictionary<string, string>();

    internal string? Outcome { get; private init; }

    internal string? User { get; private init; }

    internal string? Query { get; private init; }

    /// <summary>Words that the answer, or the error, holds.</summary>
    internal string? Text { get; private init; }

    /// <summary>One of <see cref="Sorts"/>.</summary>
    internal string Sort { get; private init; } = "log";

    internal bool Descending { get; private init; }

    internal bool IsEmpty => Fields.Count == 0 && Outcome is null && User is null && Query is null && Text is null;

    internal static TrialFilter Read(HttpRequest request)
    {
        var query = request.Query;
        var sort = query["sort"].ToString();
        return new()
        {
            Fields = Condition.Fields.Where(f => query[f].ToString().Length > 0).ToDictionary(f => f, f => query[f].ToString() is "none" ? "" : query[f].ToString()),
            Outcome = Given("outcome"),
            User = Given("user"),
            Query = Given("query"),
            Text = Given("text"),
            Sort = Sorts.ContainsKey(sort) ? sort : "log",
            Descending = query["desc"] == "1",
        };

        string? Given(string name) => query[name].ToString().Trim() is { Length: > 0 and <= LongestText } text ? text : null;
    }

    /// <summary>The query string that means the same; empty where nothing is asked.</summary>
    internal string ToQueryString()
    {
        var query = new QueryBuilder();
        foreach (var (field, value) in Fields) query.Add(field, value.Length == 0 ? "none" : value);
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("outcome", Outcome), ("user", User), ("query", Query), ("text", Text)])
            if (value is not null) query.Add(name, value);
        if (Sort != "log" || Descending)
        {
            query.Add("sort", Sort);
            query.Add("desc", Descending ? "1" : "0");
        }

        return query.ToString();
    }

    /// <summary>The words to look for as the index takes them: each as it is, all of them.</summary>
    internal string? Match => Text is null ? null : string.Join(' ', Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => $"\"{w.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}
