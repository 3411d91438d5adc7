using Microsoft.AspNetCore.Http.Extensions;

namespace Attune.Web.Runs.Index;

/// <summary>Which preference pairs of a run are meant, by which verdicts, and in which order, as the query string says. What makes no sense in it is left aside.</summary>
public sealed record PairFilter
{
    /// <summary>What pairs can be sorted by: the word, and the SQL.</summary>
    internal static IReadOnlyDictionary<string, string> Sorts { get; } = new Dictionary<string, string>
    {
        ["log"] = "first",
        ["pair"] = "pair",
        ["passed"] = "passed",
        ["failed"] = "failed",
        ["alike"] = "alike",
        ["unjudged"] = "unjudged",
    };

    /// <summary>The fields of a condition that tell one contestant from another; the others are the same for all pairs, or hang on the pair.</summary>
    internal static IReadOnlyList<string> ContestantFields { get; } = ["model", "method", "context"];

    private const int LongestText = 200;

    /// <summary>Values by field of the condition; the empty text is the blind floor's.</summary>
    internal IReadOnlyDictionary<string, string> Fields { get; private init; } = new Dictionary<string, string>();

    internal string? Evaluator { get; private init; }

    /// <summary>One of <see cref="PairOutcome.All"/>.</summary>
    internal string? Outcome { get; private init; }

    /// <summary>One of <see cref="Sorts"/>.</summary>
    internal string Sort { get; private init; } = "log";

    internal bool Descending { get; private init; }

    internal bool IsEmpty => Fields.Count == 0 && Evaluator is null && Outcome is null;

    internal static PairFilter Read(HttpRequest request)
    {
        var query = request.Query;
        var (sort, outcome, evaluator) = (query["sort"].ToString(), query["outcome"].ToString(), query["evaluator"].ToString());
        return new()
        {
            Fields = ContestantFields.Where(f => query[f].ToString().Length is > 0 and <= LongestText).ToDictionary(f => f, f => query[f].ToString() is "none" ? "" : query[f].ToString()),
            Evaluator = evaluator.Length is > 0 and <= LongestText ? evaluator : null,
            Outcome = PairOutcome.All.Contains(outcome) ? outcome : null,
            Sort = Sorts.ContainsKey(sort) ? sort : "log",
            Descending = query["desc"] == "1",
        };
    }

    /// <summary>The query string that means the same; empty where nothing is asked.</summary>
    internal string ToQueryString()
    {
        var query = new QueryBuilder();
        foreach (var (field, value) in Fields) query.Add(field, value.Length == 0 ? "none" : value);
        if (Evaluator is not null) query.Add("evaluator", Evaluator);
        if (Outcome is not null) query.Add("outcome", Outcome);
        if (Sort != "log" || Descending)
        {
            query.Add("sort", Sort);
            query.Add("desc", Descending ? "1" : "0");
        }

        return query.ToString();
    }
}
