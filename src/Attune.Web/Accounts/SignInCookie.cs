namespace Attune.Web.Accounts;

/// <summary>The cookie that holds a sign-in's secret.</summary>
internal static class SignInCookie
{
    /// <summary>The prefix makes browsers refuse it from any other host, and without TLS.</summary>
    private const string SecureName = "__Host-attune";

    private const string Name = "attune";

    public static string? Read(HttpRequest request) => request.Cookies[NameFor(request)] is { Length: > 0 and < 100 } secret ? secret : null;

    public static void Write(HttpContext http, string secret) => http.Response.Cookies.Append(NameFor(http.Request), secret, Options(http, SignIns.Longest));

    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(NameFor(http.Request), Options(http, lifetime: null));

    private static string NameFor(HttpRequest request) => request.IsHttps ? SecureName : Name;

    // Lax, not Strict: a link in a mail to a page of the console must find its reader signed in.
    private static CookieOptions Options(HttpContext http, TimeSpan? lifetime) =>
        new() { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = lifetime, IsEssential = true };
}
