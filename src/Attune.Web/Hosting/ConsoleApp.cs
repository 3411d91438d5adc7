using System.Net;
using Attune.Web.Accounts;
using Attune.Web.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Console;

namespace Attune.Web.Hosting;

/// <summary>Puts the console together: services, then the way of a request.</summary>
internal static class ConsoleApp
{
    /// <summary>A form of ours is far shorter; an endpoint that takes more says so with <c>RequestSizeLimitAttribute</c>.</summary>
    private const long LongestBody = 1 << 20;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    public static WebApplication Build(ConsoleOptions options, TimeProvider clock, Areas areas)
    {
        var addresses = ListenAddress.Read(options.Urls, new ConsoleOptions().Urls);
        var reach = new Reach(addresses.All(a => a.IsLoopback) && !options.Accounts && options.TrustedProxy is null);

        // Neither environment nor settings files decide how the server behaves.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        AddLogging(builder.Logging, options);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        builder.Services.AddSingleton(options).AddSingleton(clock).AddSingleton(reach).AddSingleton(areas).AddSingleton<Assets>();
        builder.Services.AddSingleton(_ => Database.Of(options.Db));
        AddFramework(builder.Services, options);
        foreach (var area in areas.All) area.AddServices(builder.Services, options);

        var app = builder.Build();
        foreach (var address in addresses) app.Urls.Add(address.Text);
        Use(app, options, reach);
        Assets.Map(app);
        foreach (var area in areas.All) area.Map(app);
        app.Map("{*path}", Html.NotFound).AllowAnonymous().WithOrder(int.MaxValue);
        return app;
    }

    /// <summary>The way of a request, from outside in.</summary>
    private static void Use(WebApplication app, ConsoleOptions options, Reach reach)
    {
        if (options.TrustedProxy is { } proxy) app.UseForwardedHeaders(Forwarded(proxy));
        SecurityHeaders.Use(app);
        if (options.LogRequests) RequestLog.Use(app, app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(RequestLog.Category));
        ErrorPages.Use(app, app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Attune.Faults"), app.Services.GetRequiredService<Database>());
        app.Use((http, next) =>
        {
            if (reach.Admits(http)) return next(http);
            http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        });
        app.Use((http, next) =>
        {
            // Who asks for the head alone gets that of the page; the server leaves the body out.
            if (HttpMethods.IsHead(http.Request.Method)) http.Request.Method = HttpMethods.Get;
            return next(http);
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        FormGate.Use(app);
        app.UseAntiforgery();
    }

    private static void AddFramework(IServiceCollection services, ConsoleOptions options)
    {
        services.AddRoutingCore();
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "attune-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The security headers say so better.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddDataProtection().SetApplicationName("attune").PersistKeysToFileSystem(StateFolder.Of(options, "keys"));
        services.AddAuthentication(MemberAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, MemberAuthentication>(MemberAuthentication.SchemeName, null);
        services.AddAuthorization(Policy.Add);
    }

    private static void AddLogging(ILoggingBuilder logging, ConsoleOptions options) => logging
        .AddConsole(console => (console.FormatterName, console.LogToStandardErrorThreshold) = (LogLine.Name, LogLevel.Trace))
        .AddConsoleFormatter<LogLine, ConsoleFormatterOptions>()
        .AddFilter("Microsoft", LogLevel.None)
        .AddFilter(typeof(MemberAuthentication).FullName, LogLevel.None)
        .AddFilter(RequestLog.Category, options.LogRequests ? LogLevel.Information : LogLevel.None);

    private static ForwardedHeadersOptions Forwarded(string proxy)
    {
        if (!IPAddress.TryParse(proxy, out var address))
            throw new BadInputException($"--trust-proxy {proxy}", "is no address", "Give the address from which the proxy connects, as 127.0.0.1");
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Add(address);
        return options;
    }
}
