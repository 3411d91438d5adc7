using Microsoft.AspNetCore.Authorization;

namespace Attune.Web.Accounts;

/// <summary>Who may use an endpoint. One that names none of these is closed to everybody; <c>AllowAnonymous</c> opens one to all.</summary>
internal static class Policy
{
    public const string Owner = "owner";

    /// <summary>Annotators, and owners.</summary>
    public const string Annotator = "annotator";

    /// <summary>Participants, and owners.</summary>
    public const string Participant = "participant";

    /// <summary>Everybody who is signed in.</summary>
    public const string Member = "member";

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Owner, p => p.RequireRole(nameof(Role.Owner)));
        options.AddPolicy(Annotator, p => p.RequireRole(nameof(Role.Owner), nameof(Role.Annotator)));
        options.AddPolicy(Participant, p => p.RequireRole(nameof(Role.Owner), nameof(Role.Participant)));
        options.AddPolicy(Member, p => p.RequireAuthenticatedUser());
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
    }

    /// <summary>Whether somebody of this role passes the policy.</summary>
    public static bool Admits(string policy, Role role) => policy switch
    {
        Owner => role == Role.Owner,
        Annotator => role is Role.Owner or Role.Annotator,
        Participant => role is Role.Owner or Role.Participant,
        Member => true,
        _ => false,
    };
}
