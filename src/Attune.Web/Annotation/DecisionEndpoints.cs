using Attune.Web.Accounts;
using Attune.Web.Annotation.Pages;
using Attune.Web.Hosting;

namespace Attune.Web.Annotation;

/// <summary>Where annotators differ, an owner looks at the item as blindly as they did, and settles it.</summary>
internal static class DecisionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var items = routes.MapGroup("/rounds/{id}/items").RequireAuthorization(Policy.Owner);
        items.MapGet("/{item}", ShowAsync);
        items.MapPost("/{item}", SettleAsync);
        items.MapPost("/{item}/reopen", ReopenAsync);
    }

    private static Task<IResult> ShowAsync(HttpContext http, string id, string item, RoundDesk desk, Decisions decisions) => AtAsync(http, id, item, desk, decisions, (open, row) =>
    {
        var (round, kind, items) = open;
        var swapped = row.SwappedFirst != 0;
        var judged = items.FirstOrDefault(i => i.Id == row.Id);
        return Task.FromResult<IResult>(Html.Page<ItemPage>(new
        {
            Round = round,
            kind.Words,
            ItemId = row.Id,
            Place = row.Place + 1,
            Item = kind.Show(row.Body, swapped, withOpinion: false),
            Said = (IReadOnlyList<Disagreement.Word>)[.. (judged?.Answers ?? []).Select(Said)],
            Decision = judged?.Decision is { } decision ? Said(decision) : null,
        }));

        Disagreement.Word Said(AnswerRow answer) => new(answer.Pseudonym, kind.InWords(row.Body, answer.LabelBy(kind), swapped), answer.Comment);
    });

    private static Task<IResult> SettleAsync(HttpContext http, string id, string item, RoundDesk desk, Decisions decisions) => AtAsync(http, id, item, desk, decisions, async (open, row) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (open.Kind.Read(form, row.Body) is not { } answer) return Results.StatusCode(StatusCodes.Status400BadRequest);
        await decisions.DecideAsync(row, Member.Required(http).Id, answer, Annotation.Said.Short(form["comment"]), http.RequestAborted);
        return Html.SeeOther($"/rounds/{id}");
    });

    private static Task<IResult> ReopenAsync(HttpContext http, string id, string item, RoundDesk desk, Decisions decisions) => AtAsync(http, id, item, desk, decisions, async (_, row) =>
    {
        await decisions.WithdrawAsync(row, http.RequestAborted);
        return Html.SeeOther($"/rounds/{id}");
    });

    private static async Task<IResult> AtAsync(
        HttpContext http, string id, string item, RoundDesk desk, Decisions decisions,
        Func<(Round Round, IRoundKind Kind, IReadOnlyList<JudgedItem> Items), ItemRow, Task<IResult>> act) =>
        await decisions.FindAsync(id, item, http.RequestAborted) is { } row && await desk.OpenAsync(id, http.RequestAborted) is { } open ? await act(open, row) : Html.NotFound();
}
