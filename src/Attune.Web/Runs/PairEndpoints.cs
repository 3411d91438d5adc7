using Attune.Web.Accounts;
using Attune.Web.Hosting;
using Attune.Web.Layout;
using Attune.Web.Runs.Index;
using Attune.Web.Runs.Pages;

namespace Attune.Web.Runs;

/// <summary>The preference pairs of a run: what was answered, and what evaluators and people said of it.</summary>
internal static class PairEndpoints
{
    /// <summary>Contestants on the page of a pair, each with two answers and what was said of them.</summary>
    private const int OnPage = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pairs = routes.MapGroup("/runs/{run}/pairs").RequireAuthorization(Policy.Owner);
        pairs.MapGet("", ListAsync);
        pairs.MapGet("/{pair}", (HttpContext http, string run, string pair, RunReader runs, PairReader reader) => TrialEndpoints.GuardedAsync(run, () => ShowAsync(http, run, pair, runs, reader)));
    }

    private static async Task<IResult> ListAsync(HttpContext http, string run, RunReader runs, RunIndexes indexes, PairReader reader)
    {
        if (await runs.FindAsync(run, Patience, http.RequestAborted) is not { } found) return Html.NotFound();
        if (found.Record is null) return Html.Page<BrokenRunPage>(new { Run = found });
        var index = indexes.Of(found.Entry);
        var filter = PairFilter.Read(http.Request);
        var query = TableQuery.Read(http.Request, [.. PairFilter.Sorts.Keys]);
        var rows = index.Pairs.Page(filter, query.Offset, query.Size);
        return Html.Page<PairsPage>(new
        {
            Run = found,
            Filter = filter,
            Query = query,
            Rows = rows,
            Asked = await reader.AskedAsync(found, rows.Select(r => r.Pair), http.RequestAborted),
            Values = index.Trials.Values(),
            Evaluators = index.Pairs.Evaluators(),
        });
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string run, string pair, RunReader runs, PairReader reader)
    {
        if (await runs.FindAsync(run, Patience, http.RequestAborted) is not { Record: not null } found) return Html.NotFound();
        var query = TableQuery.Read(http.Request, [.. PairFilter.Sorts.Keys], size: OnPage);
        // A slash in an id comes as it was written in the address.
        var id = pair.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return await reader.ReadAsync(found, id, PairFilter.Read(http.Request), query, http.RequestAborted) is { } view
            ? Html.Page<PairPage>(new { View = view, Query = query })
            : Html.NotFound();
    }
}
