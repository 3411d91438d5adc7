using Attune.Web.Accounts;
using Attune.Web.Hosting;
using Attune.Web.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Web.Tests.Consoles;

/// <summary>A console on a free port, with a folder of its own that is removed afterwards.</summary>
public sealed class RunningConsole : IAsyncDisposable
{
    public const string Password = "seven quiet lamps drift";

    private RunningConsole(ConsoleHost host, string folder) => (Host, Folder) = (host, folder);

    public string Folder { get; }

    /// <summary>Where a browser on this machine finds it.</summary>
    public Uri Address => Host.Addresses[0] is { Host: "0.0.0.0", Port: var port } ? new($"http://127.0.0.1:{port}") : Host.Addresses[0];

    internal ConsoleHost Host { get; }

    internal Database Database => Service<Database>();

    internal AccountStore Accounts => Service<AccountStore>();

    internal Invitations Invitations => Service<Invitations>();

    /// <summary>Everybody must sign in, unless changed. Data and runs are folders in <see cref="Folder"/>.</summary>
    public static Task<RunningConsole> StartAsync(Func<ConsoleOptions, ConsoleOptions>? change = null, TimeProvider? clock = null, string? folder = null) =>
        StartWithAsync([], change, clock, folder);

    /// <summary>With areas that the console does not have.</summary>
    internal static async Task<RunningConsole> StartWithAsync(
        IReadOnlyList<Area> more, Func<ConsoleOptions, ConsoleOptions>? change = null, TimeProvider? clock = null, string? folder = null)
    {
        folder ??= Directory.CreateTempSubdirectory("attune-console-").FullName;
        var options = new ConsoleOptions
        {
            Urls = "http://127.0.0.1:0",
            Data = Path.Combine(folder, "data"),
            Runs = Path.Combine(folder, "runs"),
            Db = Path.Combine(folder, "console", "console.db"),
            CreateOwner = "first",
            Accounts = true,
            LogRequests = false,
            HashIterations = 1000,
            SignInAttempts = (1000, 1000),
        };
        return new(await ConsoleHost.StartAsync(change is null ? options : change(options), clock ?? TimeProvider.System, new Areas([.. Areas.OfTheConsole.All, .. more])), folder);
    }

    public T Service<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    /// <summary>An account whose password is <see cref="Password"/>.</summary>
    internal async Task<Account> AddAsync(Role role, string? name = null) =>
        (await Database.WriteAsync(t => Accounts.TryAddAsync(t, name ?? $"{role} {Guid.NewGuid():n}"[..20], role, Service<Passwords>().Hash(Password))))!;

    internal async Task<IReadOnlyList<Account>> AccountsAsync() => (await Accounts.ListAsync(new() { Sort = "since", Size = 1000 })).Rows;

    internal async Task<IReadOnlyList<Invitation>> InvitationsAsync() => (await Invitations.ListAsync(new() { Sort = "made", Descending = true, Size = 1000 })).Rows;

    /// <summary>A browser without script; signed in where a role is given.</summary>
    public async Task<Visitor> VisitAsync(Role? role = null)
    {
        if (role is not { } chosen) return new(Address);
        var account = await AddAsync(chosen);
        return new(Address, await Service<SignIns>().BeginAsync(account.Id)) { Account = account };
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
