using Attune.Web.Layout;
using Attune.Web.Storage;

namespace Attune.Web.Hosting;

/// <summary>Every refusal and every fault gets a page that says what to do, and nothing of how the console is made.</summary>
internal static partial class ErrorPages
{
    public static void Use(IApplicationBuilder app, ILogger logger, Database database) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            Clear(http, e.StatusCode);
        }
        catch (InvalidDataException) when (!http.Response.HasStarted)
        {
            // A form with more fields, or longer ones, than are read.
            Clear(http, StatusCodes.Status400BadRequest);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (!http.Response.HasStarted && database.TroubleOf(e) is { } trouble)
        {
            Away(logger, database.Place, trouble);
            Clear(http, StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            Failed(logger, http.TraceIdentifier, e);
            Clear(http, StatusCodes.Status500InternalServerError);
        }

        if (NeedsPage(http)) await Html.Page<StatusPage>(new { Status = http.Response.StatusCode, Reference = http.TraceIdentifier }, http.Response.StatusCode).ExecuteAsync(http);
    });

    private static bool NeedsPage(HttpContext http) =>
        http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null } && !HttpMethods.IsHead(http.Request.Method);

    /// <summary>What was begun is gone, but not the headers that protect.</summary>
    private static void Clear(HttpContext http, int status)
    {
        http.Response.ContentType = null;
        http.Response.ContentLength = null;
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database {Place} {Trouble}")]
    private static partial void Away(ILogger logger, string place, string trouble);

    [LoggerMessage(Level = LogLevel.Error, Message = "Request {Reference} failed")]
    private static partial void Failed(ILogger logger, string reference, Exception fault);
}
