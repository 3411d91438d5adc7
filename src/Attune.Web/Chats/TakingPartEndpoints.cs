using Attune.Web.Accounts;
using Attune.Web.Chats.Pages;
using Attune.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Attune.Web.Chats;

/// <summary>What somebody takes part in, and their consent, before which nothing else is shown.</summary>
internal static class TakingPartEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/chats").RequireAuthorization(Policy.Participant);
        own.MapGet("", async (HttpContext http, ParticipationStore parts) =>
            Html.Page<OwnPartsPage>(new { Parts = await parts.ListAsync(Member.Required(http).Id, http.RequestAborted), Declined = http.Request.Query.ContainsKey("declined") }));
        own.MapGet("/{part}", ShowAsync);
        own.MapPost("/{part}/consent", ConsentAsync);
        own.MapPost("/{part}/decline", async (HttpContext http, string part, ParticipationStore parts) =>
            await parts.FindAsync(part, Member.Required(http).Id, http.RequestAborted) is null ? Html.NotFound() : Html.SeeOther("/chats?declined"));
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string part, ParticipationStore parts, ChatStore chats)
    {
        if (await parts.FindAsync(part, Member.Required(http).Id, http.RequestAborted) is not { } own) return Html.NotFound();
        if (!own.Participation.Agrees(own.Collection)) return Html.Page<ConsentPage>(new { Part = own });
        return Html.Page<ChatListPage>(new { Part = own, Chats = await chats.ListAsync(own.Participation.Id, http.RequestAborted) });
    }

    private static async Task<IResult> ConsentAsync(HttpContext http, string part, [FromForm] string? agree, [FromForm] long? version, ParticipationStore parts)
    {
        if (await parts.FindAsync(part, Member.Required(http).Id, http.RequestAborted) is not { } own) return Html.NotFound();
        if (agree != "yes") return Again("Tick the box if you agree; otherwise decline.");
        return await parts.ConsentAsync(own, version ?? 0, http.RequestAborted) ? Html.SeeOther(own.Path) : Again("The terms have changed meanwhile. Please read them as they are now.");

        IResult Again(string fault) => Html.Page<ConsentPage>(new { Part = own, Fault = fault }, StatusCodes.Status422UnprocessableEntity);
    }
}
