using System.Globalization;
using Attune.Web.Accounts;
using Attune.Web.Annotation.Pages;
using Attune.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Attune.Web.Annotation;

/// <summary>What annotators do: they get tasks that are theirs alone, and answer them.</summary>
internal static class TaskEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var annotators = routes.MapGroup("/annotate").RequireAuthorization(Policy.Annotator);
        annotators.MapGet("", ListAsync);
        annotators.MapGet("/{id}", ShowRoundAsync);
        annotators.MapPost("/{id}/next", (HttpContext http, string id, RoundStore rounds, Dealer dealer) => InRoundAsync(http, id, rounds, (_, _) => ToNextAsync(http, id, dealer)));
        annotators.MapPost("/{id}/undo", (HttpContext http, string id, RoundStore rounds, Dealer dealer) => InRoundAsync(http, id, rounds, async (_, me) =>
            await dealer.UndoAsync(id, me, http.RequestAborted) is { } task ? Html.SeeOther($"/annotate/tasks/{task}") : Html.SeeOther($"/annotate/{id}?note=no-undo")));
        annotators.MapPost("/{id}/unskip", (HttpContext http, string id, RoundStore rounds, Dealer dealer) => InRoundAsync(http, id, rounds, async (_, me) =>
        {
            await dealer.UnskipAsync(id, me, http.RequestAborted);
            return await ToNextAsync(http, id, dealer);
        }));
        annotators.MapGet("/tasks/{id}", ShowAsync);
        annotators.MapPost("/tasks/{id}", AnswerAsync);
        annotators.MapPost("/tasks/{id}/skip", SkipAsync);
        annotators.MapPost("/tasks/{id}/opinion", AskOpinionAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, RoundStore rounds) =>
        Html.Page<AnnotatePage>(new { Rounds = await rounds.ListForAsync(Member.Required(http).Id, http.RequestAborted) });

    private static Task<IResult> ShowRoundAsync(HttpContext http, string id, [FromQuery] string? note, RoundStore rounds, Dealer dealer) => InRoundAsync(http, id, rounds, async (round, me) =>
        Html.Page<AnnotateRoundPage>(new { Round = round, Progress = await dealer.ProgressAsync(id, me, http.RequestAborted), Note = note }));

    private static async Task<IResult> ShowAsync(HttpContext http, string id, [FromQuery] string? note, RoundStore rounds, RoundKinds kinds, Dealer dealer)
    {
        var me = Member.Required(http).Id;
        if (await dealer.FindAsync(id, me, http.RequestAborted) is not { } task || await rounds.FindForAsync(task.RoundId, me, http.RequestAborted) is not { } round) return Html.NotFound();
        if (task.SkippedAt is not null) return Html.SeeOther($"/annotate/{task.RoundId}");
        return Html.Page<TaskPage>(new
        {
            Round = round,
            Task = TaskView.Of(task, round, kinds[round.Kind]),
            Progress = await dealer.ProgressAsync(task.RoundId, me, http.RequestAborted),
            Note = note,
        });
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, string id, RoundKinds kinds, Dealer dealer)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var me = Member.Required(http).Id;
        if (await dealer.FindAsync(id, me, http.RequestAborted) is not { } task) return Html.NotFound();
        if (kinds[task.Kind].Read(form, task.Body) is not { } answer) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var taken = await dealer.AnswerAsync(id, me, answer, Read(form["token"], form["comment"], form["active"]), http.RequestAborted);
        return await AfterAsync(http, task, taken, dealer, goOn: true);
    }

    private static async Task<IResult> SkipAsync(HttpContext http, string id, [FromForm] string? token, [FromForm] string? comment, [FromForm] string? active, Dealer dealer) =>
        await AfterAsync(http, id, await dealer.SkipAsync(id, Member.Required(http).Id, Read(token, comment, active), http.RequestAborted), dealer, goOn: true);

    private static async Task<IResult> AskOpinionAsync(
        HttpContext http, string id, [FromForm] string? token, [FromForm] string? comment, [FromForm] string? active, Dealer dealer, OpinionDesk opinions)
    {
        var me = Member.Required(http).Id;
        if (!await opinions.HaveAsync(id, me, token ?? "", http.RequestAborted)) return Html.SeeOther($"/annotate/tasks/{id}?note=no-opinion");
        return await AfterAsync(http, id, await dealer.AskOpinionAsync(id, me, Read(token, comment, active), http.RequestAborted), dealer, goOn: false);
    }

    private static async Task<IResult> AfterAsync(HttpContext http, string id, Taken taken, Dealer dealer, bool goOn) =>
        taken != Taken.Unknown && await dealer.FindAsync(id, Member.Required(http).Id, http.RequestAborted) is { } task ? await AfterAsync(http, task, taken, dealer, goOn) : Html.NotFound();

    private static async Task<IResult> AfterAsync(HttpContext http, RoundTask task, Taken taken, Dealer dealer, bool goOn) => taken switch
    {
        Taken.Unknown => Html.NotFound(),
        Taken.Stored when goOn => await ToNextAsync(http, task.RoundId, dealer),
        Taken.PassedOn => Html.SeeOther($"/annotate/{task.RoundId}?note=passed-on"),
        Taken.Closed => Html.SeeOther($"/annotate/{task.RoundId}"),
        Taken.OutOfDate => Html.SeeOther($"/annotate/tasks/{task.Id}?note=out-of-date"),
        _ => Html.SeeOther($"/annotate/tasks/{task.Id}"),
    };

    private static async Task<IResult> ToNextAsync(HttpContext http, string roundId, Dealer dealer) =>
        await dealer.NextAsync(roundId, Member.Required(http).Id, http.RequestAborted) is { } next ? Html.SeeOther($"/annotate/tasks/{next}") : Html.SeeOther($"/annotate/{roundId}");

    /// <summary>Only in a round in which they take part.</summary>
    private static async Task<IResult> InRoundAsync(HttpContext http, string id, RoundStore rounds, Func<Round, string, Task<IResult>> act)
    {
        var me = Member.Required(http).Id;
        return await rounds.FindForAsync(id, me, http.RequestAborted) is { } round ? await act(round, me) : Html.NotFound();
    }

    private static Said Read(string? token, string? comment, string? active) =>
        new(token ?? "", Said.Short(comment), long.TryParse(active, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) ? ms : null);
}
