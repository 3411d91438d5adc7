namespace Attune.Web.Hosting;

/// <summary>Tells browsers what pages of ours never do, so that nothing that gets into one can.</summary>
internal static class SecurityHeaders
{
    /// <summary>No script or style in a page, nothing from elsewhere.</summary>
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Use(IApplicationBuilder app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        headers.CacheControl = "no-store";
        headers.Vary = "Cookie, HX-Request";
        http.Response.OnStarting(() =>
        {
            // The framework's note to a script of its own, which is not here.
            headers.Remove("blazor-enhanced-nav");
            return Task.CompletedTask;
        });
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        return next(http);
    });
}
