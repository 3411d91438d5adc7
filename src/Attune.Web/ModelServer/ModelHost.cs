using System.Net.Sockets;
using Attune.Models;

namespace Attune.Web.ModelServer;

/// <summary>
/// An embedded model as a server that speaks the protocols of OpenAI and Anthropic. It reads what a real endpoint reads, so that
/// clients can be tried, tested and measured without a key; <c>docs/serve-model.md</c> lists endpoints, faults and accounting.
/// </summary>
public sealed class ModelHost : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;

    private ModelHost(WebApplication app) => _app = app;

    /// <summary>Where it listens, with the ports that were chosen.</summary>
    public IReadOnlyList<Uri> Addresses => [.. _app.Urls.Select(u => new Uri(u))];

    /// <summary>Starts a server; it listens when this returns.</summary>
    /// <param name="model">An embedded model.</param>
    /// <param name="options">How to serve it; null for the defaults.</param>
    /// <param name="clock">Tells the time and waits; null for the system's clock.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The server, which the caller disposes of.</returns>
    /// <exception cref="BadInputException">There is no such model, or the address may not or cannot be listened on.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit of the options is less than 1.</exception>
    public static async Task<ModelHost> StartAsync(
        ModelName model, ModelHostOptions? options = null, TimeProvider? clock = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var addresses = ServerAddress.Read(options.Urls, options.AllowRemote, asksForKey: options.RequiredKey is not null);
        var app = Build(options);
        foreach (var address in addresses) app.Urls.Add(address);
        try
        {
            ModelRoutes.Map(app, new ServedModel(model), options, clock ?? TimeProvider.System);
            await app.StartAsync(cancellationToken);
            return new(app);
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

    /// <summary>Completes when the process is asked to end or the token is cancelled; requests in flight are then cut off.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops listening and cuts off what is in flight.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(ModelHostOptions options)
    {
        // Neither environment nor settings files decide how the server behaves.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.LongestBody;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);

        // Faults of ours go to standard error; what the framework has to say about bad addresses and lost clients is ours to tell.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).AddFilter("Microsoft", LogLevel.None);
        return builder.Build();
    }
}
