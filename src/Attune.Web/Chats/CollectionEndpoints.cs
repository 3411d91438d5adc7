using System.Globalization;
using Attune.Web.Accounts;
using Attune.Web.Chats.Pages;
using Attune.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Attune.Web.Chats;

/// <summary>What an owner does with collections. What people say is on none of these pages.</summary>
internal static class CollectionEndpoints
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(365);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var owners = routes.MapGroup("/collections").RequireAuthorization(Policy.Owner);
        owners.MapGet("", async (HttpContext http, CollectionStore collections) => Html.Page<CollectionsPage>(new { Rows = await collections.ListAsync(http.RequestAborted) }));
        owners.MapPost("", CreateAsync);
        owners.MapGet("/new", (TimeProvider clock) => Html.Page<TermsPage>(new { Terms = new Terms { KeepUntil = ChatStore.Today(clock.GetUtcNow() + Usual) } }));
        owners.MapGet("/{id}", (HttpContext http, string id, CollectionStore collections, ParticipationStore parts) => ShowAsync(http, id, collections, parts));
        owners.MapGet("/{id}/terms", async (HttpContext http, string id, CollectionStore collections) =>
            await collections.FindAsync(id, http.RequestAborted) is { } found ? Html.Page<TermsPage>(new { Collection = found, Terms = TermsOf(found) }) : Html.NotFound());
        owners.MapPost("/{id}/terms", ChangeAsync);
        owners.MapPost("/{id}/invite", InviteAsync);
        owners.MapPost("/{id}/add", AddAsync);
        owners.MapPost("/{id}/close", (HttpContext http, string id, CollectionStore collections) => CloseAsync(http, id, true, collections));
        owners.MapGet("/{id}/delete", (HttpContext http, string id, CollectionStore collections, ParticipationStore parts, CollectedStore collected) => AskToDeleteAsync(http, id, collections, parts, collected));
        owners.MapPost("/{id}/delete", DeleteAsync);
        owners.MapPost("/{id}/open", (HttpContext http, string id, CollectionStore collections) => CloseAsync(http, id, false, collections));
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string id, CollectionStore collections, ParticipationStore parts, string? link = null, string? fault = null) =>
        await collections.FindAsync(id, http.RequestAborted) is { } found
            ? Html.Page<CollectionPage>(
                new { Collection = found, Figures = await parts.FiguresAsync(id, http.RequestAborted), Link = link, Fault = fault, Added = http.Request.Query.ContainsKey("added") },
                fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Html.NotFound();

    private static async Task<IResult> CreateAsync(HttpContext http, CollectionStore collections, ChatModels models, TimeProvider clock)
    {
        var terms = await ReadAsync(http);
        return Faults(terms, models, clock) is { Count: > 0 } faults
            ? Html.Page<TermsPage>(new { Terms = terms, Faults = faults }, StatusCodes.Status422UnprocessableEntity)
            : Html.SeeOther("/collections/" + await collections.AddAsync(terms, http.RequestAborted));
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, string id, CollectionStore collections, ChatModels models, TimeProvider clock)
    {
        if (await collections.FindAsync(id, http.RequestAborted) is not { } found) return Html.NotFound();
        var terms = await ReadAsync(http);
        if (Faults(terms, models, clock) is { Count: > 0 } faults) return Html.Page<TermsPage>(new { Collection = found, Terms = terms, Faults = faults }, StatusCodes.Status422UnprocessableEntity);
        await collections.ChangeAsync(found, terms, http.RequestAborted);
        return Html.SeeOther("/collections/" + id);
    }

    private static async Task<IResult> InviteAsync(HttpContext http, string id, [FromForm] string? note, CollectionStore collections, ParticipationStore parts, Invitations invitations)
    {
        if (await collections.FindAsync(id, http.RequestAborted) is null) return Html.NotFound();
        var text = (note ?? "").Trim();
        var secret = await invitations.CreateAsync(Role.Participant, text.Length > 200 ? text[..200] : text, cancellationToken: http.RequestAborted);
        await parts.InviteAsync(id, secret, http.RequestAborted);
        return await ShowAsync(http, id, collections, parts, link: InvitationEndpoints.LinkTo(http, secret));
    }

    private static async Task<IResult> AddAsync(HttpContext http, string id, [FromForm] string? name, CollectionStore collections, ParticipationStore parts, AccountStore accounts)
    {
        if (await collections.FindAsync(id, http.RequestAborted) is null) return Html.NotFound();
        if (await accounts.FindByNameAsync(name ?? "", http.RequestAborted) is not { Role: Role.Participant or Role.Owner } account)
            return await ShowAsync(http, id, collections, parts, fault: "No participant or owner has this name.");
        await parts.AddAsync(id, account.Id, http.RequestAborted);
        return Html.SeeOther($"/collections/{id}?added");
    }

    private static async Task<IResult> CloseAsync(HttpContext http, string id, bool closed, CollectionStore collections)
    {
        await collections.SetClosedAsync(id, closed, http.RequestAborted);
        return Html.SeeOther("/collections/" + id);
    }

    private static async Task<IResult> AskToDeleteAsync(HttpContext http, string id, CollectionStore collections, ParticipationStore parts, CollectedStore collected, string? fault = null) =>
        await collections.FindAsync(id, http.RequestAborted) is { } found
            ? Html.Page<DeleteCollectionPage>(
                new { Collection = found, Figures = await parts.FiguresAsync(id, http.RequestAborted), Datasets = await collected.ListAsync(id, http.RequestAborted), Fault = fault },
                fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Html.NotFound();

    private static async Task<IResult> DeleteAsync(HttpContext http, string id, [FromForm] string? name, CollectionStore collections, ParticipationStore parts, CollectedStore collected, Forgetting forgetting)
    {
        if (await collections.FindAsync(id, http.RequestAborted) is not { } found) return Html.NotFound();
        if (name?.Trim() != found.Name) return await AskToDeleteAsync(http, id, collections, parts, collected, $"Write {found.Name}, as it stands in the heading.");
        await forgetting.CollectionAsync(id);
        return Html.SeeOther("/collections");
    }

    private static async Task<Terms> ReadAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return new()
        {
            Name = Of("name"),
            Model = Of("model"),
            Text = Of("text").ReplaceLineEndings("\n"),
            Redacts = Of("redacts") == "yes",
            MessagesADay = Number("messages"),
            TokensEach = Number("tokens"),
            KeepUntil = Of("until"),
        };

        string Of(string name) => form[name].ToString().Trim();
        long Number(string name) => long.TryParse(Of(name), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;
    }

    private static Dictionary<string, string> Faults(Terms terms, ChatModels models, TimeProvider clock)
    {
        var faults = new Dictionary<string, string>(terms.Faults(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)));
        try
        {
            models.Of(terms.Model);
        }
        catch (BadInputException e)
        {
            faults["model"] = e.Message;
        }

        return faults;
    }

    private static Terms TermsOf(Collection found) => new()
    {
        Name = found.Name,
        Model = found.Model,
        Text = found.Text,
        Redacts = found.Redacts == 1,
        MessagesADay = found.MessagesADay,
        TokensEach = found.TokensEach,
        KeepUntil = found.KeepUntil,
    };
}
