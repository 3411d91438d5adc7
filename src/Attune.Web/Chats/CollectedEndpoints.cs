using System.Globalization;
using Attune.Web.Accounts;
using Attune.Web.Chats.Pages;
using Attune.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Attune.Web.Chats;

/// <summary>From a collection to datasets and preferences.</summary>
internal static class CollectedEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var owners = routes.MapGroup("/collections/{id}/datasets").RequireAuthorization(Policy.Owner);
        owners.MapGet("", (HttpContext http, string id, CollectionStore collections, CollectedStore collected) => ShowAsync(http, id, collections, collected));
        owners.MapPost("", MakeAsync);
        owners.MapPost("/{name}/mine", MineAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string id, CollectionStore collections, CollectedStore collected, string? fault = null) =>
        await collections.FindAsync(id, http.RequestAborted) is { } found
            ? Html.Page<CollectedPage>(new { Collection = found, Rows = await collected.ListAsync(id, http.RequestAborted), Fault = fault }, fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Html.NotFound();

    private static async Task<IResult> MakeAsync(HttpContext http, string id, [FromForm] string? name, CollectionStore collections, CollectedStore collected, DatasetDesk desk)
    {
        if (await collections.FindAsync(id, http.RequestAborted) is not { } found) return Html.NotFound();
        return await desk.MakeAsync(found, (name ?? "").Trim(), http.RequestAborted) is { } fault ? await ShowAsync(http, id, collections, collected, fault) : Html.SeeOther($"/collections/{id}/datasets");
    }

    private static async Task<IResult> MineAsync(
        HttpContext http, string id, string name, [FromForm] string? model, [FromForm] string? tokens, CollectionStore collections, CollectedStore collected, DatasetDesk desk)
    {
        if (await collections.FindAsync(id, http.RequestAborted) is not { } found) return Html.NotFound();
        var fault = long.TryParse(tokens, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0
            ? await desk.MineAsync(found, name, (model ?? "").Trim(), most, http.RequestAborted)
            : "Give a number of tokens.";
        return fault is null ? Html.SeeOther($"/collections/{id}/datasets") : await ShowAsync(http, id, collections, collected, fault);
    }
}
