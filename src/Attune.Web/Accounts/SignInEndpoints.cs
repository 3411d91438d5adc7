using Attune.Web.Accounts.Pages;
using Attune.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Attune.Web.Accounts;

/// <summary>Signing in and out.</summary>
internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", ([FromQuery(Name = "return")] string? back) => Html.Page<SignInPage>(new { Return = Html.LocalPath(back) })).AllowAnonymous();
        routes.MapPost("/sign-in", SignInAsync).AllowAnonymous();
        routes.MapPost("/sign-out", SignOutAsync).RequireAuthorization(Policy.Member);
    }

    /// <summary>One message and one time for every reason to refuse: nobody learns which names exist.</summary>
    private static async Task<IResult> SignInAsync(
        HttpContext http, [FromForm] string? name, [FromForm] string? password, [FromForm(Name = "return")] string? back,
        AccountStore accounts, Passwords passwords, SignIns signIns, SignInLimits limits)
    {
        // A name that nobody can have is not looked for, nor remembered at length.
        var asked = name is { Length: <= AccountName.LongestTyped } ? name : "";
        if (!limits.TryTake(asked, http.Connection.RemoteIpAddress))
            return Page("Too many attempts. Wait five minutes, then try again.", StatusCodes.Status429TooManyRequests);
        var account = await accounts.FindByNameAsync(asked, http.RequestAborted);
        var matches = passwords.Matches(account?.Password, password ?? "");
        if (account is null || account.DisabledAt is not null || !matches)
            return Page("This name and password do not belong together, or the account is disabled.", StatusCodes.Status422UnprocessableEntity);
        await BeginAsync(http, signIns, account.Id);
        return Html.SeeOther(Html.LocalPath(back));

        IResult Page(string fault, int status) => Html.Page<SignInPage>(new { Name = name, Return = Html.LocalPath(back), Fault = fault }, status);
    }

    /// <summary>Always with a new secret: one that somebody planted in the browser before is worth nothing afterwards.</summary>
    public static async Task BeginAsync(HttpContext http, SignIns signIns, string accountId)
    {
        if (SignInCookie.Read(http.Request) is { } before) await signIns.EndAsync(before, http.RequestAborted);
        SignInCookie.Write(http, await signIns.BeginAsync(accountId, http.RequestAborted));
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, SignIns signIns)
    {
        if (SignInCookie.Read(http.Request) is { } secret) await signIns.EndAsync(secret, http.RequestAborted);
        SignInCookie.Remove(http);
        return Html.SeeOther("/");
    }
}
