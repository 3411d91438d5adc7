using Attune.Web.Accounts;
using Attune.Web.Annotation.Pages;
using Attune.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Attune.Web.Annotation;

/// <summary>What owners do: they make rounds, watch them, settle what is in dispute, and use what comes of it.</summary>
internal static class RoundEndpoints
{
    private const int MostShown = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var owners = routes.MapGroup("/rounds").RequireAuthorization(Policy.Owner);
        owners.MapGet("", async (HttpContext http, RoundStore rounds, RoundKinds kinds) => Html.Page<RoundsPage>(new
        {
            Rounds = await rounds.ListAsync(http.RequestAborted),
            Titles = (IReadOnlyDictionary<string, string>)kinds.All.ToDictionary(k => k.Name, k => k.Words.Title),
            CanMake = kinds.All.Any(k => k.Sources.Count > 0),
        }));
        owners.MapGet("/{id}", (HttpContext http, string id, [FromQuery] int? outdated, RoundDesk desk) => ShowAsync(http, id, desk, outdated ?? 0));
        owners.MapPost("/{id}/close", (HttpContext http, string id, RoundStore rounds) => ChangeAsync(http, id, rounds, r => rounds.CloseAsync(r.Id, http.RequestAborted)));
        owners.MapPost("/{id}/open", (HttpContext http, string id, RoundStore rounds) => ChangeAsync(http, id, rounds, r => rounds.OpenAsync(r.Id, http.RequestAborted)));
        owners.MapPost("/{id}/write", WriteAsync);
        owners.MapGet("/{id}/verdicts.jsonl", (HttpContext http, string id, RoundDesk desk) => ExportAsync(http, id, desk, "verdicts", "jsonl", AnswerExport.Lines));
        owners.MapGet("/{id}/verdicts.csv", (HttpContext http, string id, RoundDesk desk) => ExportAsync(http, id, desk, "verdicts", "csv", AnswerExport.Csv));
        owners.MapGet("/{id}/files/{name}", async (HttpContext http, string id, string name, RoundStore rounds, RoundKinds kinds, RoundDesk desk) =>
            await rounds.FindAsync(id, http.RequestAborted) is { } round && kinds[round.Kind].Files.FirstOrDefault(f => f.Name == name) is { } file
                ? await ExportAsync(http, id, desk, Path.GetFileNameWithoutExtension(name), Path.GetExtension(name)[1..], (_, _, items, bodies) => file.Write(items, bodies))
                : Html.NotFound());
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string id, RoundDesk desk, int outdated = 0, string? fault = null)
    {
        if (await desk.OpenAsync(id, http.RequestAborted) is not { } open) return Html.NotFound();
        var (round, kind, items) = open;
        var figures = RoundFigures.Of(kind, items, await desk.Rounds.AnnotatorsAsync(id, http.RequestAborted));
        var bodies = figures.Disputed.Count > 0 ? await desk.Rounds.BodiesAsync(id, http.RequestAborted) : new Dictionary<string, string>();
        return Html.Page<RoundPage>(
            new
            {
                Round = round,
                kind.Words,
                Figures = figures,
                Files = (IReadOnlyDictionary<string, string>)kind.Files.ToDictionary(f => f.Name, f => f.Label),
                Unwritten = items.SelectMany(i => i.Counted).Count(a => round.WrittenAt is not { } then || a.AnsweredAt > then),
                Disagreements = (IReadOnlyList<Disagreement>)[.. figures.Disputed.Take(MostShown).Select(d => Disagreement.Of(kind, d, bodies[d.Id]))],
                Differing = figures.Disputed.Count,
                Outdated = outdated,
                Fault = fault,
            },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> WriteAsync(HttpContext http, string id, RoundDesk desk)
    {
        try
        {
            return await desk.WriteAsync(id, http.RequestAborted) is { } written
                ? Html.SeeOther(written.Outdated > 0 ? FormattableString.Invariant($"/rounds/{id}?outdated={written.Outdated}") : $"/rounds/{id}")
                : Html.NotFound();
        }
        catch (BadInputException e)
        {
            return await ShowAsync(http, id, desk, fault: e.Message);
        }
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, string id, RoundStore rounds, Func<Round, Task> change)
    {
        if (await rounds.FindAsync(id, http.RequestAborted) is not { } round) return Html.NotFound();
        await change(round);
        return Html.SeeOther($"/rounds/{id}");
    }

    private static async Task<IResult> ExportAsync(
        HttpContext http, string id, RoundDesk desk, string name, string extension, Func<IRoundKind, Round, IReadOnlyList<JudgedItem>, IReadOnlyDictionary<string, string>, byte[]> write)
    {
        if (await desk.OpenAsync(id, http.RequestAborted) is not { } open) return Html.NotFound();
        var bytes = write(open.Kind, open.Round, open.Items, await desk.Rounds.BodiesAsync(id, http.RequestAborted));
        return Results.File(bytes, extension == "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson", $"{name}-{id}.{extension}");
    }
}
