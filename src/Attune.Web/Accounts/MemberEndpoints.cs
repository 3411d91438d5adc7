using Attune.Web.Accounts.Pages;
using Attune.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Attune.Web.Accounts;

/// <summary>Who has an account, and what they may do.</summary>
internal static class MemberEndpoints
{
    public const string LastOwner = "A console needs an owner: make somebody else one first.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var owners = routes.MapGroup("/members").RequireAuthorization(Policy.Owner);
        owners.MapGet("", ListAsync);
        owners.MapGet("/{id}", (HttpContext http, string id, AccountStore accounts, SignIns signIns) => ShowAsync(http, id, accounts, signIns));
        owners.MapPost("/{id}/role", SetRoleAsync);
        owners.MapPost("/{id}/disable", DisableAsync);
        owners.MapPost("/{id}/enable", EnableAsync);
        owners.MapPost("/{id}/sign-out", SignOutAsync);
        owners.MapPost("/{id}/password-link", LinkAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, AccountStore accounts)
    {
        var query = AccountStore.QueryOf(http.Request);
        var (rows, total) = await accounts.ListAsync(query, http.RequestAborted);
        return Html.Page<MembersPage>(new { Rows = rows, Total = total, Query = query });
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string id, AccountStore accounts, SignIns signIns, string? fault = null, string? link = null) =>
        await accounts.FindAsync(id, http.RequestAborted) is { } account
            ? Html.Page<MemberPage>(
                new { Account = account, SignIns = await signIns.CountAsync(id, http.RequestAborted), Fault = fault, Link = link },
                fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Html.NotFound();

    private static async Task<IResult> SetRoleAsync(HttpContext http, string id, [FromForm] string? role, AccountStore accounts, SignIns signIns)
    {
        if (RoleWord.Parse(role) is not { } chosen) return Results.StatusCode(StatusCodes.Status400BadRequest);
        return await accounts.SetRoleAsync(id, chosen, http.RequestAborted) ? Html.SeeOther($"/members/{id}") : await ShowAsync(http, id, accounts, signIns, LastOwner);
    }

    private static async Task<IResult> DisableAsync(HttpContext http, string id, AccountStore accounts, SignIns signIns) =>
        await accounts.DisableAsync(id, http.RequestAborted) ? Html.SeeOther($"/members/{id}") : await ShowAsync(http, id, accounts, signIns, LastOwner);

    private static async Task<IResult> EnableAsync(HttpContext http, string id, AccountStore accounts)
    {
        await accounts.EnableAsync(id, http.RequestAborted);
        return Html.SeeOther($"/members/{id}");
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, string id, SignIns signIns)
    {
        await signIns.EndAllAsync(id, http.RequestAborted);
        return Html.SeeOther($"/members/{id}");
    }

    private static async Task<IResult> LinkAsync(HttpContext http, string id, AccountStore accounts, SignIns signIns, Invitations invitations)
    {
        if (await accounts.FindAsync(id, http.RequestAborted) is not { } account) return Html.NotFound();
        var secret = await invitations.CreateAsync(account.Role, account.Name, id, TimeSpan.FromDays(1), http.RequestAborted);
        return await ShowAsync(http, id, accounts, signIns, link: InvitationEndpoints.LinkTo(http, secret));
    }
}
