using Attune.Web.Hosting;

namespace Attune.Web.Accounts;

/// <summary>Signing in, inviting others, and one's own account.</summary>
internal sealed class AccountsArea : Area
{
    public override IReadOnlyList<NavigationItem> Navigation => [new("Members", "/members", Policy.Owner), new("Invitations", "/invitations", Policy.Owner)];

    public override void AddServices(IServiceCollection services, ConsoleOptions options)
    {
        services.AddSingleton<AccountStore>().AddSingleton<SignIns>().AddSingleton<Invitations>();
        services.AddSingleton(_ => options.HashIterations is { } iterations ? new Passwords(iterations) : new());
        services.AddSingleton(_ => new SignInLimits(options.SignInAttempts.PerAccount, options.SignInAttempts.PerAddress));
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        SignInEndpoints.Map(routes);
        JoinEndpoints.Map(routes);
        InvitationEndpoints.Map(routes);
        MemberEndpoints.Map(routes);
        OwnAccountEndpoints.Map(routes);
    }
}
