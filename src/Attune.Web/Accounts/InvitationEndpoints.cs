using Attune.Web.Accounts.Pages;
using Attune.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Attune.Web.Accounts;

/// <summary>Making one-time links, and taking them back.</summary>
internal static class InvitationEndpoints
{
    private const int LongestNote = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var owners = routes.MapGroup("/invitations").RequireAuthorization(Policy.Owner);
        owners.MapGet("", (HttpContext http, Invitations invitations) => ListAsync(http, invitations));
        owners.MapPost("", CreateAsync);
        owners.MapPost("/{id}/revoke", async (HttpContext http, string id, Invitations invitations) =>
        {
            await invitations.RevokeAsync(id, http.RequestAborted);
            return Html.SeeOther("/invitations");
        });
    }

    private static async Task<IResult> CreateAsync(HttpContext http, [FromForm] string? role, [FromForm] string? note, Invitations invitations)
    {
        if (RoleWord.Parse(role) is not { } chosen) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var text = (note ?? "").Trim();
        var secret = await invitations.CreateAsync(chosen, text.Length > LongestNote ? text[..LongestNote] : text, cancellationToken: http.RequestAborted);
        return await ListAsync(http, invitations, LinkTo(http, secret));
    }

    /// <summary>As the one who asks reaches the console, so that the link works for others who reach it that way.</summary>
    public static string LinkTo(HttpContext http, string secret) => $"{http.Request.Scheme}://{http.Request.Host}/join/{secret}";

    private static async Task<IResult> ListAsync(HttpContext http, Invitations invitations, string? link = null)
    {
        var query = Invitations.QueryOf(http.Request);
        var (rows, total) = await invitations.ListAsync(query, http.RequestAborted);
        return Html.Page<InvitationsPage>(new { Rows = rows, Total = total, Query = query, Link = link });
    }
}
