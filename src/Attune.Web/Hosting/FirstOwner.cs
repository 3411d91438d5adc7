using Attune.Web.Accounts;

namespace Attune.Web.Hosting;

/// <summary>Sees to it that nobody but its owner opens a console that others can reach.</summary>
internal static class FirstOwner
{
    /// <summary>The path of the one-time link that was asked for; null where none was.</summary>
    /// <exception cref="BadInputException">Others could reach a console that has no owner, or the name can't be an owner's.</exception>
    public static async Task<string?> PrepareAsync(IServiceProvider services, ConsoleOptions options, CancellationToken cancellationToken)
    {
        var (accounts, reach) = (services.GetRequiredService<AccountStore>(), services.GetRequiredService<Reach>());
        if (options.CreateOwner is { } name) return "/join/" + await InviteAsync(services, AccountName.Clean(name), cancellationToken);
        if (reach.ThisMachineOnly || await accounts.HasOwnerAsync(cancellationToken) || await services.GetRequiredService<Invitations>().AwaitsOwnerAsync(cancellationToken)) return null;
        throw new BadInputException($"--urls {options.Urls}", "everybody must sign in here, and there is no owner who could",
            "Add --create-owner NAME once: it prints a link at which the owner chooses a password. Or listen on 127.0.0.1 only, where no sign-in is needed");
    }

    private static async Task<string> InviteAsync(IServiceProvider services, string name, CancellationToken cancellationToken)
    {
        if (AccountName.Fault(name) is { } fault) throw new BadInputException($"--create-owner {name}", "is no name for an account", fault.TrimEnd('.'));
        var account = await services.GetRequiredService<AccountStore>().FindByNameAsync(name, cancellationToken);
        if (account is { Role: not Role.Owner })
            throw new BadInputException($"--create-owner {name}", "is the name of somebody who is no owner", "Choose another name");
        if (account is { DisabledAt: not null }) throw new BadInputException($"--create-owner {name}", "is an owner who is disabled", "Choose another name");
        return await services.GetRequiredService<Invitations>().CreateAsync(Role.Owner, name, account?.Id, TimeSpan.FromDays(1), cancellationToken);
    }
}
