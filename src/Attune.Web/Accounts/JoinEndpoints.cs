using Attune.Web.Accounts.Pages;
using Attune.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Attune.Web.Accounts;

/// <summary>Taking a one-time link. Opening it uses nothing up, for mail programs open links before people do.</summary>
internal static class JoinEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/join/{secret}", ShowAsync).AllowAnonymous();
        routes.MapPost("/join/{secret}", JoinAsync).AllowAnonymous();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string secret, Invitations invitations, AccountStore accounts) =>
        await invitations.FindOpenAsync(secret, http.RequestAborted) is { } invitation
            ? Html.Page<JoinPage>(new { Invitation = invitation, Secret = secret, Name = await NameOfAsync(invitation, accounts, http.RequestAborted) ?? Proposed(invitation) })
            : Over();

    private static async Task<IResult> JoinAsync(
        HttpContext http, string secret, [FromForm] string? name, [FromForm] string? password, [FromForm] string? again,
        Invitations invitations, AccountStore accounts, Passwords passwords, SignIns signIns)
    {
        if (await invitations.FindOpenAsync(secret, http.RequestAborted) is not { } invitation) return Over();
        var chosen = await NameOfAsync(invitation, accounts, http.RequestAborted) ?? AccountName.Clean(name);
        if (invitation.AccountId is null && AccountName.Fault(chosen) is { } nameFault) return Again(nameFault: nameFault);
        if (Passwords.Fault(password ?? "", chosen) is { } passwordFault) return Again(passwordFault: passwordFault);
        if (password != again) return Again(againFault: "This is not the same password.");

        var acceptance = await invitations.AcceptAsync(secret, chosen, passwords.Hash(password!), http.RequestAborted);
        if (acceptance.NameTaken) return Again(nameFault: "Somebody else has this name. Choose another.");
        if (acceptance.AccountId is not { } id) return Over();
        await SignInEndpoints.BeginAsync(http, signIns, id);
        return Html.SeeOther("/");

        IResult Again(string? nameFault = null, string? passwordFault = null, string? againFault = null) => Html.Page<JoinPage>(
            new { Invitation = invitation, Secret = secret, Name = chosen, NameFault = nameFault, PasswordFault = passwordFault, AgainFault = againFault },
            StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Unknown, used, revoked and expired look alike.</summary>
    private static IResult Over() => Html.Page<JoinOverPage>(status: StatusCodes.Status410Gone);

    /// <summary>The name that <c>--create-owner</c> was given: it is by this one that the way back in is found.</summary>
    private static string? Proposed(Invitation invitation) => invitation.Role == Role.Owner && AccountName.Fault(invitation.Note) is null ? invitation.Note : null;

    private static async Task<string?> NameOfAsync(Invitation invitation, AccountStore accounts, CancellationToken cancellationToken) =>
        invitation.AccountId is { } id ? (await accounts.FindAsync(id, cancellationToken))?.Name : null;
}
