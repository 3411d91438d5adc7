using Microsoft.AspNetCore.Antiforgery;

namespace Attune.Web.Hosting;

/// <summary>Lets in only what was sent from a page of ours, and only text that every database can hold.</summary>
internal static class FormGate
{
    public static void Use(IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true || (IsUnsafe(http.Request) && !await AdmitsAsync(http)))
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        else
            await next(http);
    });

    private static bool IsUnsafe(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method));

    private static async Task<bool> AdmitsAsync(HttpContext http)
    {
        // Where a browser says that another site sent it, no token helps.
        if (http.Request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none")) return false;
        try
        {
            await http.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(http);
        }
        catch (AntiforgeryValidationException e)
        {
            // A form that could not be read says so in its own way.
            if (e.InnerException is BadHttpRequestException unread) throw unread;
            return false;
        }

        return !http.Request.HasFormContentType
            || !(await http.Request.ReadFormAsync(http.RequestAborted)).Any(f => f.Key.Contains('\0') || f.Value.Any(v => v?.Contains('\0') == true));
    }
}
