using Attune.Web.Accounts;
using Attune.Web.Departures.Pages;
using Attune.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Attune.Web.Departures;

/// <summary>Deleting an account: an owner anybody's, everybody their own.</summary>
internal static class DepartureEndpoints
{
    private const string Keep = "keep";
    private const string Take = "delete";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/members/{id}/delete", ShowAsync).RequireAuthorization(Policy.Owner);
        routes.MapPost("/members/{id}/delete", DeleteAsync).RequireAuthorization(Policy.Owner);
        routes.MapGet("/account/delete", ShowOwnAsync).RequireAuthorization(Policy.Member);
        routes.MapPost("/account/delete", DeleteOwnAsync).RequireAuthorization(Policy.Member);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string id, AccountStore accounts, Departure departure) =>
        await accounts.FindAsync(id, http.RequestAborted) is { } account ? await PageAsync(http, account, isOwn: false, departure) : Html.NotFound();

    private static async Task<IResult> ShowOwnAsync(HttpContext http, AccountStore accounts, Departure departure) =>
        await PageAsync(http, (await accounts.FindAsync(Member.Required(http).Id, http.RequestAborted))!, isOwn: true, departure);

    private static async Task<IResult> DeleteAsync(HttpContext http, string id, [FromForm] string? answers, AccountStore accounts, Departure departure)
    {
        if (await accounts.FindAsync(id, http.RequestAborted) is not { } account) return Html.NotFound();
        if (answers is not (Keep or Take)) return await PageAsync(http, account, isOwn: false, departure, "Choose what becomes of the answers.");
        if (!await departure.DeleteAsync(id, answers == Keep)) return await PageAsync(http, account, isOwn: false, departure, MemberEndpoints.LastOwner);
        return id == Member.Required(http).Id ? Gone(http) : Html.SeeOther("/members");
    }

    private static async Task<IResult> DeleteOwnAsync(HttpContext http, [FromForm] string? answers, AccountStore accounts, Departure departure)
    {
        var account = (await accounts.FindAsync(Member.Required(http).Id, http.RequestAborted))!;
        if (answers is not (Keep or Take)) return await PageAsync(http, account, isOwn: true, departure, "Choose what becomes of your answers.");
        return await departure.DeleteAsync(account.Id, answers == Keep) ? Gone(http) : await PageAsync(http, account, isOwn: true, departure, MemberEndpoints.LastOwner);
    }

    private static IResult Gone(HttpContext http)
    {
        SignInCookie.Remove(http);
        http.User = new(); // the page is nobody's
        return Html.Page<GonePage>();
    }

    private static async Task<IResult> PageAsync(HttpContext http, Account account, bool isOwn, Departure departure, string? fault = null) => Html.Page<DeparturePage>(
        new { Account = account, IsOwn = isOwn, Traces = await departure.TracesAsync(account.Id, http.RequestAborted), Fault = fault },
        fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
