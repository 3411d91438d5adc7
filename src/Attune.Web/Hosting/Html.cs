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

    /// <summary>The path if it is one of ours, else the home page: nobody is sent elsewhere by a link.</summary>
    public static string LocalPath(string? path) =>
        path is ['/', .. var rest] && rest is not ['/' or '\\', ..] && !path.Any(c => char.IsControl(c) || c == '\\') ? path : "/";

    private sealed class SeeOtherResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            // Characters that no header can carry are escaped.
            http.Response.Headers.Location = Uri.TryCreate("http://x" + LocalPath(path), UriKind.Absolute, out var uri) ? uri.PathAndQuery + uri.Fragment : "/";
            return Task.CompletedTask;
        }
    }
}
