using Attune.Web.Accounts.Pages;
using Attune.Web.Hosting;
using Attune.Web.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Attune.Web.Accounts;

/// <summary>One's own password and sign-ins.</summary>
internal static class OwnAccountEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/account").RequireAuthorization(Policy.Member);
        own.MapGet("", (HttpContext http, AccountStore accounts, SignIns signIns) => ShowAsync(http, accounts, signIns));
        own.MapPost("/password", ChangeAsync);
        own.MapPost("/sign-out-everywhere", SignOutEverywhereAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, AccountStore accounts, SignIns signIns, string? currentFault = null, string? passwordFault = null, string? againFault = null, int status = 200)
    {
        var member = Member.Required(http);
        return Html.Page<OwnAccountPage>(new
        {
            Account = await accounts.FindAsync(member.Id, http.RequestAborted),
            SignIns = await signIns.CountAsync(member.Id, http.RequestAborted),
            CurrentFault = currentFault,
            PasswordFault = passwordFault,
            AgainFault = againFault,
            Changed = http.Request.Query.ContainsKey("changed"),
        }, status);
    }

    /// <summary>Whoever changes a password is signed out everywhere else, and links to another one are over.</summary>
    private static async Task<IResult> ChangeAsync(
        HttpContext http, [FromForm] string? current, [FromForm] string? password, [FromForm] string? again,
        AccountStore accounts, Passwords passwords, SignIns signIns, SignInLimits limits, Database database, TimeProvider clock)
    {
        var member = Member.Required(http);
        var account = await accounts.FindAsync(member.Id, http.RequestAborted);
        if (account!.Password is { } hash)
        {
            if (!limits.TryTake(account.Name, http.Connection.RemoteIpAddress))
                return await ShowAsync(http, accounts, signIns, "Too many attempts. Wait five minutes, then try again.", status: StatusCodes.Status429TooManyRequests);
            if (!passwords.Matches(hash, current ?? "")) return await Again(currentFault: "This is not your password.");
        }

        if (Passwords.Fault(password ?? "", account.Name) is { } fault) return await Again(passwordFault: fault);
        if (password != again) return await Again(againFault: "This is not the same password.");
        var changed = passwords.Hash(password!);
        await database.WriteAsync(async t =>
        {
            await AccountStore.SetPasswordAsync(t, account.Id, changed);
            await SignIns.EndAllAsync(t, account.Id);
            await Invitations.RevokeForAsync(t, account.Id, clock.GetUtcNow());
        }, http.RequestAborted);
        await SignInEndpoints.BeginAsync(http, signIns, account.Id);
        return Html.SeeOther("/account?changed");

        Task<IResult> Again(string? currentFault = null, string? passwordFault = null, string? againFault = null) =>
            ShowAsync(http, accounts, signIns, currentFault, passwordFault, againFault, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> SignOutEverywhereAsync(HttpContext http, SignIns signIns)
    {
        await signIns.EndAllAsync(Member.Required(http).Id, http.RequestAborted);
        SignInCookie.Remove(http);
        return Html.SeeOther("/");
    }
}
