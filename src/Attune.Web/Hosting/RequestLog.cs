using System.Diagnostics;
using Attune.Web.Accounts;

namespace Attune.Web.Hosting;

/// <summary>One line for each request. It names the endpoint's pattern, not the path: a path may hold a secret, or somebody's name.</summary>
internal static partial class RequestLog
{
    public const string Category = "Attune.Requests";

    public static void Use(IApplicationBuilder app, ILogger logger) => app.Use(async (http, next) =>
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            if (PatternOf(http) is var pattern && pattern != Assets.Pattern)
                Tell(logger, http.Request.Method.Length <= 7 ? http.Request.Method : "?", pattern, http.Response.StatusCode,
                    (long)Stopwatch.GetElapsedTime(begun).TotalMilliseconds, Member.Of(http) is { } member ? member.Id : "-");
        }
    });

    private static string PatternOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Pattern} {Status} {Milliseconds} ms {Account}")]
    private static partial void Tell(ILogger logger, string method, string pattern, int status, long milliseconds, string account);
}
