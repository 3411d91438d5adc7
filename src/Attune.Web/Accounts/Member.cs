using System.Security.Claims;

namespace Attune.Web.Accounts;

/// <summary>Who makes a request.</summary>
/// <param name="Id">Of the account.</param>
/// <param name="Name">As they chose it.</param>
/// <param name="Role">What they may do.</param>
/// <param name="SignedIn">False where they are taken for the owner because they sit at this machine.</param>
public sealed record Member(string Id, string Name, Role Role, bool SignedIn)
{
    private const string SignedInClaim = "attune:signed-in";

    /// <summary>Null where nobody is signed in.</summary>
    /// <param name="http">The request.</param>
    public static Member? Of(HttpContext? http) => http?.User is { Identity.IsAuthenticated: true } user && user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
        ? new(id, user.FindFirstValue(ClaimTypes.Name)!, Enum.Parse<Role>(user.FindFirstValue(ClaimTypes.Role)!), user.HasClaim(c => c.Type == SignedInClaim))
        : null;

    /// <summary>The one who passed the endpoint's policy.</summary>
    /// <param name="http">The request.</param>
    /// <exception cref="InvalidOperationException">The endpoint lets anybody in.</exception>
    public static Member Required(HttpContext http) => Of(http) ?? throw new InvalidOperationException("Nobody is signed in.");

    internal ClaimsPrincipal ToPrincipal(string scheme)
    {
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, Id), new(ClaimTypes.Name, Name), new(ClaimTypes.Role, Role.ToString()) };
        if (SignedIn) claims.Add(new(SignedInClaim, ""));
        return new(new ClaimsIdentity(claims, scheme, ClaimTypes.Name, ClaimTypes.Role));
    }
}
