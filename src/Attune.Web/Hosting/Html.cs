using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Attune.Web.Hosting;

/// <summary>Answers that are pages.</summary>
internal static class Html
{
    /// <summary>A component as a page, or as a part of one where it has no layout.</summary>
    /// <typeparam name="T">The component.</typeparam>
    /// <param name="parameters">Its parameters by name, as <c>new { Account = account }</c>.</param>
    /// <param name="status">The response's status.</param>
    public static RazorComponentResult<T> Page<T>(object? parameters = null, int status = StatusCodes.Status200OK)
        where T : IComponent => new(parameters ?? new()) { StatusCode = status };

    /// <summary>The page that says that there is nothing here.</summary>
    public static IResult NotFound() => Results.StatusCode(StatusCodes.Status404NotFound);

    /// <summary>After a form was posted: the browser gets that page anew. Only paths of ours.</summary>
    public static IResult SeeOther(string path) => new SeeOtherResult(path);

    /// <summary>Whether htmx asks for a part of a page.</summary>
    public static bool IsPartial(this HttpRequest request) => request.Headers.ContainsKey("HX-Request");

    /// <summary>
    /// The path if it is one of ours, as browsers will read it, else the home page: nobody is sent elsewhere by a link. Dots are taken out
    /// first, for what is left of <c>/.//example.org</c> names another host.
    /// </summary>
    /// <param name="path">As it came; characters that no header can carry are escaped.</param>
    public static string LocalPath(string? path) =>
        path is ['/', ..] && !path.Any(c => char.IsControl(c) || c == '\\') && Uri.TryCreate("http://x" + path, UriKind.Absolute, out var uri)
        && uri.PathAndQuery is ['/', .. var rest] && rest is not ['/', ..]
            ? uri.PathAndQuery + uri.Fragment
            : "/";

    private sealed class SeeOtherResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = LocalPath(path);
            return Task.CompletedTask;
        }
    }
}
