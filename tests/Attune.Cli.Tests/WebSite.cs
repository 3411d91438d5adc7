using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Attune.Cli.Tests;

/// <summary>A server on the loopback that knows nothing but one page, whatever is asked.</summary>
internal sealed class WebSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebSite(string page)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(page);
        });
    }

    public string Url => _app.Urls.Single();

    public static async Task<WebSite> StartAsync(string page)
    {
        var site = new WebSite(page);
        await site._app.StartAsync();
        return site;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
