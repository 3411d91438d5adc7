using System.Net.Sockets;
using Attune.Web.Storage;

namespace Attune.Web.Hosting;

/// <summary>
/// The console: pages about runs and datasets, and pages in which people work. Its accounts and what they do are in a database;
/// <c>docs/serve.md</c> tells who may see what. Thread-safe.
/// </summary>
public sealed class ConsoleHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string? _ownerPath;

    private ConsoleHost(WebApplication app, string? ownerPath) => (_app, _ownerPath) = (app, ownerPath);

    /// <summary>Where it listens, with the ports that were chosen.</summary>
    public IReadOnlyList<Uri> Addresses => [.. _app.Urls.Select(u => new Uri(u))];

    /// <summary>Whether whoever sits at this machine is the owner; otherwise everybody signs in.</summary>
    public bool OpensForOwner => _app.Services.GetRequiredService<Reach>().ThisMachineOnly;

    /// <summary>The one-time link that was asked for by <see cref="ConsoleOptions.CreateOwner"/>; a secret. Null where none was.</summary>
    public Uri? OwnerLink => _ownerPath is null ? null : new(LinkBase(), _ownerPath);

    internal IServiceProvider Services => _app.Services;

    /// <summary>Starts a console; it listens when this returns.</summary>
    /// <param name="options">How to serve it; null for the defaults.</param>
    /// <param name="clock">Tells the time; null for the system's clock.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The console, which the caller disposes of.</returns>
    /// <exception cref="BadInputException">The address can't be listened on, the database can't be used, or others could reach a console that has no owner.</exception>
    public static Task<ConsoleHost> StartAsync(ConsoleOptions? options = null, TimeProvider? clock = null, CancellationToken cancellationToken = default) =>
        StartAsync(options ?? new(), clock ?? TimeProvider.System, Areas.OfTheConsole, cancellationToken);

    internal static async Task<ConsoleHost> StartAsync(ConsoleOptions options, TimeProvider clock, Areas areas, CancellationToken cancellationToken = default)
    {
        var app = ConsoleApp.Build(options, clock, areas);
        try
        {
            await app.Services.GetRequiredService<Database>().OpenAsync(cancellationToken);
            var ownerPath = await FirstOwner.PrepareAsync(app.Services, options, cancellationToken);
            await app.StartAsync(cancellationToken);
            return new(app, ownerPath);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await app.DisposeAsync();
            throw new BadInputException($"--urls {options.Urls}", $"cannot be listened on: {e.GetBaseException().Message}", "Choose another port, or 0 for a free one");
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the process is asked to end or the token is cancelled; requests in flight are then answered.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops listening, answers what is in flight, and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    /// <summary>Where everybody is listened to, others know this machine by its name.</summary>
    private Uri LinkBase()
    {
        var address = Addresses[0];
        return address.Host is "0.0.0.0" or "[::]" or "*" or "+" ? new UriBuilder(address) { Host = System.Net.Dns.GetHostName() }.Uri : address;
    }
}
