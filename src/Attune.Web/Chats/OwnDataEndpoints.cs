using System.Net.Mime;
using System.Text;
using Attune.Web.Accounts;
using Attune.Web.Chats.Pages;
using Attune.Web.Hosting;

namespace Attune.Web.Chats;

/// <summary>What is stored of somebody: to see, to take away, and to delete. It is there for whoever once consented, whatever the terms have become.</summary>
internal static class OwnDataEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/chats").RequireAuthorization(Policy.Participant);
        own.MapGet("/{part}/data", ShowAsync);
        own.MapGet("/{part}/data/chats.json", (HttpContext http, string part, ParticipationStore parts, ChatStore chats) =>
            TakeAsync(http, part, parts, chats, (_, all, turns) => Results.File(OwnDataExport.Json(part, all, turns), MediaTypeNames.Application.Json, "chats.json")));
        own.MapGet("/{part}/data/chats.txt", (HttpContext http, string part, ParticipationStore parts, ChatStore chats) =>
            TakeAsync(http, part, parts, chats, (own, all, turns) => Results.File(Encoding.UTF8.GetBytes(OwnDataExport.Text(own, all, turns)), "text/plain; charset=utf-8", "chats.txt")));
        own.MapPost("/{part}/{chat}/delete", DeleteChatAsync);
        own.MapPost("/{part}/data/delete", (HttpContext http, string part, ParticipationStore parts, Forgetting forgetting) =>
            DeleteAsync(http, part, parts, forgetting.ChatsAsync, own => own.Path + "/data?deleted"));
        own.MapPost("/{part}/withdraw", (HttpContext http, string part, ParticipationStore parts, Forgetting forgetting) =>
            DeleteAsync(http, part, parts, forgetting.WithdrawAsync, own => own.Path));
    }

    private static async Task<OwnPart?> PartAsync(HttpContext http, string part, ParticipationStore parts) =>
        await parts.FindAsync(part, Member.Required(http).Id, http.RequestAborted) is { Participation.ConsentedAt: not null } own ? own : null;

    private static async Task<IResult> ShowAsync(HttpContext http, string part, ParticipationStore parts, ChatStore chats)
    {
        if (await PartAsync(http, part, parts) is not { } own) return Html.NotFound();
        var (all, turns) = (await chats.ListAsync(part, http.RequestAborted), await chats.AllTurnsAsync(part, http.RequestAborted));
        return Html.Page<OwnDataPage>(new { Part = own, Chats = all, Turns = turns.ToLookup(t => t.ChatId), Deleted = http.Request.Query.ContainsKey("deleted") });
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http, string part, ParticipationStore parts, ChatStore chats, Func<OwnPart, IReadOnlyList<Chat>, ILookup<string, ChatTurn>, IResult> file) =>
        await PartAsync(http, part, parts) is { } own
            ? file(own, await chats.ListAsync(part, http.RequestAborted), (await chats.AllTurnsAsync(part, http.RequestAborted)).ToLookup(t => t.ChatId))
            : Html.NotFound();

    private static async Task<IResult> DeleteChatAsync(HttpContext http, string part, string chat, ParticipationStore parts, ChatStore chats, Forgetting forgetting)
    {
        if (await PartAsync(http, part, parts) is not { } own || await chats.FindAsync(part, chat, http.RequestAborted) is null) return Html.NotFound();
        await forgetting.ChatAsync(own, chat, CancellationToken.None);
        return Html.SeeOther(own.Path);
    }

    /// <summary>What was asked to be deleted is deleted, also where the reader goes away meanwhile.</summary>
    private static async Task<IResult> DeleteAsync(HttpContext http, string part, ParticipationStore parts, Func<OwnPart, CancellationToken, Task> delete, Func<OwnPart, string> next)
    {
        if (await PartAsync(http, part, parts) is not { } own) return Html.NotFound();
        await delete(own, CancellationToken.None);
        return Html.SeeOther(next(own));
    }
}
