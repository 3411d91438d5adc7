using System.Text.Encodings.Web;
using Attune.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Attune.Web.Accounts;

/// <summary>Who somebody is: by the cookie of their sign-in, or by sitting at this machine.</summary>
internal sealed class MemberAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder, SignIns signIns, AccountStore accounts, Reach reach)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    public const string SchemeName = "attune";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SignInCookie.Read(Request) is { } secret && await signIns.FindAsync(secret, Context.RequestAborted) is { } member) return Success(member);
        if (!reach.IsAtThisMachine(Context)) return AuthenticateResult.NoResult();
        var owner = await accounts.LocalOwnerAsync(Context.RequestAborted);
        return Success(new(owner.Id, owner.Name, Role.Owner, SignedIn: false));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var back = HttpMethods.IsGet(Request.Method) && Request.Path != "/" ? "?return=" + Uri.EscapeDataString(Request.Path + Request.QueryString) : "";
        if (Request.IsPartial())
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            Response.Headers["HX-Redirect"] = "/sign-in";
        }
        else Response.Redirect("/sign-in" + back);
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static AuthenticateResult Success(Member member) => AuthenticateResult.Success(new(member.ToPrincipal(SchemeName), SchemeName));
}
