using Attune.Web.Accounts;
using Attune.Web.Hosting;
using Attune.Web.Layout;
using Attune.Web.Runs.Index;
using Attune.Web.Runs.Pages;
using Attune.Web.Runs.Parts;

namespace Attune.Web.Runs;

/// <summary>The runs, and what each came to.</summary>
internal static class RunEndpoints
{
    private const int OnPage = 25;

    /// <summary>A log that is indexed while somebody waits; larger ones are shown as far as they are.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ListPatience = TimeSpan.FromMilliseconds(100);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/runs").RequireAuthorization(Policy.Owner);
        runs.MapGet("", ListAsync);
        runs.MapGet("/{run}", ShowAsync);
        runs.MapGet("/{run}/progress", ProgressAsync);
        runs.MapGet("/{run}/report", ReportAsync);
        runs.MapGet("/{run}/trials", TrialsAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, RunReader reader)
    {
        var query = TableQuery.Read(http.Request, ["changed"], size: OnPage);
        var all = reader.Shelf.List();
        var shown = await Task.WhenAll(all.Skip((int)query.Offset).Take(OnPage).Select(e => reader.ReadAsync(e, ListPatience, http.RequestAborted)));
        return Html.Page<RunsPage>(new { Runs = (IReadOnlyList<RunSummary>)shown, Total = all.Count, Query = query });
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string run, RunReader reader, RunReports reports)
    {
        if (await reader.FindAsync(run, Patience, http.RequestAborted) is not { } found) return Html.NotFound();
        if (found.Record is null) return Html.Page<BrokenRunPage>(new { Run = found });
        var report = await reports.OfAsync(found.Entry, Patience, http.RequestAborted);
        return Html.Page<RunPage>(new { Run = found, Report = report });
    }

    private static async Task<IResult> ProgressAsync(HttpContext http, string run, RunReader reader)
    {
        if (await reader.FindAsync(run, ListPatience, http.RequestAborted) is not { Record: not null } found) return Html.NotFound();
        // What goes on no more has other things to show than its progress.
        if (!found.IsRunning && !found.Trials.IsBehind) http.Response.Headers["HX-Refresh"] = "true";
        return Html.Page<RunProgress>(new { Run = found });
    }

    /// <summary>Tells a page that waits for the numbers to load itself anew when they are there.</summary>
    private static async Task<IResult> ReportAsync(HttpContext http, string run, RunReader reader, RunReports reports)
    {
        if (reader.Shelf.Find(run) is not { } entry) return Html.NotFound();
        if (!http.Request.IsPartial()) return Html.SeeOther(RunSummary.PathOf(run));
        if (!(await reports.OfAsync(entry, Patience, http.RequestAborted)).IsStale) http.Response.Headers["HX-Refresh"] = "true";
        return Results.NoContent();
    }

    private static async Task<IResult> TrialsAsync(HttpContext http, string run, RunReader reader, RunIndexes indexes)
    {
        if (await reader.FindAsync(run, Patience, http.RequestAborted) is not { } found) return Html.NotFound();
        if (found.Record is null) return Html.Page<BrokenRunPage>(new { Run = found });
        var index = indexes.Of(found.Entry).Trials;
        var filter = TrialFilter.Read(http.Request);
        var query = TableQuery.Read(http.Request, [.. TrialFilter.Sorts.Keys]);
        return Html.Page<TrialsPage>(new
        {
            Run = found,
            Filter = filter,
            Query = query,
            Rows = index.Page(filter, query.Offset, query.Size),
            Total = filter.IsEmpty ? found.Trials.Trials : index.Count(filter),
            Values = index.Values(),
            Outcomes = (IReadOnlyList<string>)[.. index.Outcomes().Select(o => o.Outcome)],
        });
    }
}
