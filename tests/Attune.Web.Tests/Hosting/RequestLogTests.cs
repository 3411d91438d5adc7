using Attune.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Attune.Web.Tests.Hosting;

public sealed class RequestLogTests
{
    [Fact]
    public async Task A_line_names_the_kind_of_page_and_no_secret() =>
        (await LinesOfAsync("GET", "/join/hush", "/join/{secret}")).ShouldHaveSingleItem().ShouldMatch(@"^GET /join/\{secret\} 200 \d+ ms -$");

    [Fact]
    public async Task What_leads_nowhere_is_not_repeated() =>
        (await LinesOfAsync("EVIL\n12:00:00 GET", "/forged\nline", pattern: null)).ShouldHaveSingleItem().ShouldMatch(@"^\? \(none\) 200 \d+ ms -$");

    [Fact]
    public async Task Files_are_not_told_of() => (await LinesOfAsync("GET", "/assets/site.css", Assets.Pattern)).ShouldBeEmpty();

    private static async Task<IReadOnlyList<string>> LinesOfAsync(string method, string path, string? pattern)
    {
        var lines = new Lines();
        await using var services = new ServiceCollection().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        RequestLog.Use(app, lines);
        app.Run(http =>
        {
            if (pattern is not null) http.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse(pattern), 0, null, null));
            return Task.CompletedTask;
        });
        var request = new DefaultHttpContext();
        (request.Request.Method, request.Request.Path) = (method, path);
        await app.Build()(request);
        return lines.All;
    }

    private sealed class Lines : ILogger
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All.Add(formatter(state, exception));
    }
}
