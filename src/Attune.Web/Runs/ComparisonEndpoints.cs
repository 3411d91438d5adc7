using Attune.Reports;
using Attune.Web.Accounts;
using Attune.Web.Hosting;
using Attune.Web.Runs.Pages;
using Attune.Web.Shelves;

namespace Attune.Web.Runs;

/// <summary>Two runs question by question.</summary>
internal static class ComparisonEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/compare", ShowAsync).RequireAuthorization(Policy.Owner);

    private static async Task<IResult> ShowAsync(HttpContext http, RunShelf shelf, Comparisons comparisons)
    {
        var (a, b) = (http.Request.Query["a"].ToString(), http.Request.Query["b"].ToString());
        var names = (IReadOnlyList<string>)[.. shelf.List().Select(e => e.Name)];
        Comparison? comparison = null;
        string? fault = null;
        if (a.Length > 0 && b.Length > 0)
        {
            if (shelf.Find(a) is not { } first || shelf.Find(b) is not { } second) return Html.NotFound();
            try
            {
                comparison = await comparisons.OfAsync(first, second);
            }
            catch (BadInputException e)
            {
                fault = e.Message;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                fault = e.Message;
            }
        }

        return Html.Page<ComparePage>(new { Names = names, A = a, B = b, Comparison = comparison, Fault = fault });
    }
}
