using System.Text;
using Attune.Web.Accounts;
using Attune.Web.Annotation.Pages;
using Attune.Web.Hosting;

namespace Attune.Web.Annotation;

/// <summary>What owners do: they make rounds, watch them, and use what comes of them.</summary>
internal static class RoundEndpoints
{
    private const int MostShown = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var owners = routes.MapGroup("/rounds").RequireAuthorization(Policy.Owner);
        owners.MapGet("", async (HttpContext http, RoundStore rounds, ContestRounds contests) =>
            Html.Page<RoundsPage>(new { Rounds = await rounds.ListAsync(http.RequestAborted), contests.Runs }));
        owners.MapGet("/new", (HttpContext http, ContestRounds contests, AccountStore accounts) => AskAsync(http, RoundForm.Fresh(http.Request.Query["run"].ToString()), contests, accounts));
        owners.MapPost("", MakeAsync);
        owners.MapGet("/{id}", (HttpContext http, string id, RoundStore rounds) => ShowAsync(http, id, rounds));
        owners.MapPost("/{id}/close", (HttpContext http, string id, RoundStore rounds) => ChangeAsync(http, id, rounds, r => rounds.CloseAsync(r.Id, http.RequestAborted)));
        owners.MapPost("/{id}/open", (HttpContext http, string id, RoundStore rounds) => ChangeAsync(http, id, rounds, r => rounds.OpenAsync(r.Id, http.RequestAborted)));
        owners.MapPost("/{id}/write", WriteAsync);
        owners.MapGet("/{id}/verdicts.jsonl", (HttpContext http, string id, RoundStore rounds) => ExportAsync(http, id, rounds, "jsonl", "application/x-ndjson", AnswerExport.Lines));
        owners.MapGet("/{id}/verdicts.csv", (HttpContext http, string id, RoundStore rounds) =>
            ExportAsync(http, id, rounds, "csv", "text/csv; charset=utf-8", (round, answers, bodies) => Encoding.UTF8.GetBytes(AnswerExport.Csv(round, answers, bodies))));
    }

    /// <summary>The form of a new round; first of which run.</summary>
    private static async Task<IResult> AskAsync(HttpContext http, RoundForm form, ContestRounds contests, AccountStore accounts, string? fault = null)
    {
        IReadOnlyDictionary<string, int> contestants = new Dictionary<string, int>();
        try
        {
            if (form.Run.Length > 0 && contests.Open(form.Run) is var open)
            {
                if (open is null) return Html.NotFound();
                contestants = open.Contestants;
                if (contestants.Count < 2) fault ??= "In this run there are not two contestants, models or methods, that answered the same pair.";
            }
        }
        catch (BadInputException e)
        {
            fault = e.Message;
        }

        var people = (await accounts.ListAsync(new() { Sort = "name", Size = 1000 }, http.RequestAborted)).Rows.Where(a => a.Role is Role.Annotator or Role.Owner && a.DisabledAt is null);
        return Html.Page<NewRoundPage>(
            new { Form = form, contests.Runs, Contestants = contestants, People = (IReadOnlyList<Account>)[.. people], Fault = fault },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> MakeAsync(HttpContext http, RoundStore rounds, ContestRounds contests, AccountStore accounts)
    {
        var form = RoundForm.Read(await http.Request.ReadFormAsync(http.RequestAborted));
        try
        {
            if (contests.Open(form.Run) is not { } open) return Html.NotFound();
            var people = (await accounts.ListAsync(new() { Sort = "name", Size = 1000 }, http.RequestAborted)).Rows.Where(a => a.Role is Role.Annotator or Role.Owner && a.DisabledAt is null).Select(a => a.Id);
            if (form.Fault(open.Contestants.Keys, [.. people]) is { } fault) return await AskAsync(http, form, contests, accounts, fault);
            var key = Guid.NewGuid().ToString("n");
            var id = await rounds.CreateAsync(form.ToRound(ContestRounds.ItemsOf(open.Choose(form.Contestants, form.Count, key), key)), http.RequestAborted);
            return Html.SeeOther($"/rounds/{id}");
        }
        catch (BadInputException e)
        {
            return await AskAsync(http, form, contests, accounts, e.Message);
        }
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string id, RoundStore rounds, string? fault = null)
    {
        if (await rounds.FindAsync(id, http.RequestAborted) is not { } round) return Html.NotFound();
        var answers = await rounds.AnswersAsync(id, http.RequestAborted);
        var figures = RoundFigures.Of(answers, await rounds.AnnotatorsAsync(id, http.RequestAborted));
        var bodies = figures.Disagreements.Count > 0 ? await rounds.BodiesAsync(id, http.RequestAborted) : new Dictionary<string, string>();
        return Html.Page<RoundPage>(
            new
            {
                Round = round,
                Figures = figures,
                Unwritten = answers.Count(a => round.WrittenAt is not { } then || a.AnsweredAt > then),
                Disagreements = (IReadOnlyList<Disagreement>)[.. figures.Disagreements.Take(MostShown).Select(d => Disagreement.Of(d, bodies[d[0].ItemId]))],
                Differing = figures.Disagreements.Count,
                Fault = fault,
            },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> WriteAsync(HttpContext http, string id, RoundStore rounds, ContestRounds contests)
    {
        if (await rounds.FindAsync(id, http.RequestAborted) is not { } round) return Html.NotFound();
        try
        {
            await contests.WriteAsync(round, http.RequestAborted);
            return Html.SeeOther($"/rounds/{id}");
        }
        catch (BadInputException e)
        {
            return await ShowAsync(http, id, rounds, e.Message);
        }
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, string id, RoundStore rounds, Func<Round, Task> change)
    {
        if (await rounds.FindAsync(id, http.RequestAborted) is not { } round) return Html.NotFound();
        await change(round);
        return Html.SeeOther($"/rounds/{id}");
    }

    private static async Task<IResult> ExportAsync(
        HttpContext http, string id, RoundStore rounds, string extension, string type, Func<Round, IReadOnlyList<AnswerRow>, IReadOnlyDictionary<string, string>, byte[]> write)
    {
        if (await rounds.FindAsync(id, http.RequestAborted) is not { } round) return Html.NotFound();
        return Results.File(write(round, await rounds.AnswersAsync(id, http.RequestAborted), await rounds.BodiesAsync(id, http.RequestAborted)), type, $"verdicts-{id}.{extension}");
    }
}
