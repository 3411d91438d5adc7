using System.CommandLine;
using Attune.Cli.Output;
using Attune.Web.Hosting;

namespace Attune.Cli.Commands;

internal static class ServeCommand
{
    private static readonly ConsoleOptions Defaults = new();

    public static Command Create(Screen screen)
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen; port 0 takes a free one. Where others can reach it, everybody must sign in.", DefaultValueFactory = _ => Defaults.Urls };
        var data = new Option<string>("--data") { Description = "The folder whose folders are datasets.", DefaultValueFactory = _ => Defaults.Data };
        var runs = new Option<string>("--runs") { Description = "The folder whose folders are runs.", DefaultValueFactory = _ => Defaults.Runs };
        var db = Database();
        var accounts = new Option<bool>("--accounts") { Description = "Ask everybody to sign in, also at this machine." };
        var proxy = new Option<string?>("--trust-proxy") { Description = "Believe X-Forwarded-For, -Proto and -Host from this address, where a proxy serves the console over https. Everybody must sign in." };
        var owner = new Option<string?>("--create-owner") { Description = "Print a one-time link, good for a day, at which this owner chooses a password; for an owner who is there, a new one." };
        var quiet = new Option<bool>("--quiet") { Description = "No line for each request." };
        var models = new ModelsOption();
        var cache = new CacheOptions();
        var command = new DocumentedCommand("serve", "Serves the console: pages about runs and datasets, and pages to judge and chat in.", """
            attune serve
            attune serve --urls http://127.0.0.1:8080 --data ./data --runs ./runs
            attune serve --urls http://0.0.0.0:5180 --create-owner mara
            attune serve --trust-proxy 127.0.0.1 --db "Host=127.0.0.1;Database=attune;Username=attune"
            """) { urls, data, runs, db, accounts, proxy, owner, quiet };
        models.AddTo(command);
        cache.AddTo(command);
        command.SetAction((parsed, token) => ServeAsync(screen, new()
        {
            Urls = parsed.GetRequiredValue(urls),
            Data = parsed.GetRequiredValue(data),
            Runs = parsed.GetRequiredValue(runs),
            Db = parsed.GetRequiredValue(db),
            Accounts = parsed.GetValue(accounts),
            TrustedProxy = parsed.GetValue(proxy),
            CreateOwner = parsed.GetValue(owner),
            LogRequests = !parsed.GetValue(quiet),
            Workbench = new()
            {
                Resolve = models.Read(parsed).Resolve,
                ResolveWithoutKey = models.Read(parsed, withoutKeys: true).Resolve,
                Read = yaml => ExperimentFile.Read("experiment", yaml),
                Shipped = ExperimentFile.ShippedTexts,
                OpenCache = experiment => cache.Open(parsed, experiment),
            },
        }, token));
        return command;
    }

    /// <summary>Which database the console keeps its accounts and work in.</summary>
    public static Option<string> Database() => new("--db")
    {
        Description = "A SQLite file, or how to connect to PostgreSQL: Host=... or postgres://... Default: $ATTUNE_DB, or console/console.db.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ATTUNE_DB") is { Length: > 0 } set ? set : Defaults.Db,
    };

    private static async Task<int> ServeAsync(Screen screen, ConsoleOptions options, CancellationToken cancellationToken)
    {
        await using var host = await ConsoleHost.StartAsync(options, cancellationToken: cancellationToken).ConfigureAwait(false);
        screen.Text($"The console is at {host.Addresses[0].GetLeftPart(UriPartial.Authority)}, until Ctrl-C. {(host.OpensForOwner ? "It opens for whoever sits at this machine." : "Everybody must sign in.")}\n");
        if (host.OwnerLink is { } link) screen.Text($"For {options.CreateOwner} alone, once, within a day: {link}\n");
        if (host.OwnerLink is not null && options.TrustedProxy is not null) screen.Hint("From elsewhere, put your proxy's own address in the place of this one.");
        if (!host.OpensForOwner && options.TrustedProxy is null)
            screen.Hint("Without a proxy that serves it over https, passwords can be read on the way. docs/serve.md shows how to put one before it.");
        await host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        return Cli.Done;
    }
}
