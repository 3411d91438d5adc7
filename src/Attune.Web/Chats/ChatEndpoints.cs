using Attune.Web.Accounts;
using Attune.Web.Chats.Pages;
using Attune.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Attune.Web.Chats;

/// <summary>Talking with the model. Others' ids, and everything before consent, are not there.</summary>
internal static class ChatEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/chats/{part}").RequireAuthorization(Policy.Participant);
        own.MapGet("/new", async (HttpContext http, string part, ParticipationStore parts) =>
            await PartAsync(http, part, parts) is { MayChat: true } p ? Html.Page<ChatPage>(new { Part = p }) : Html.NotFound());
        own.MapPost("/new", (HttpContext http, string part, [FromForm] string? message, [FromForm] string? form, ParticipationStore parts, ChatStore chats, ReplyDesk desk, Conversation talk) =>
            SendAsync(http, part, null, message, form, parts, chats, desk, talk));
        own.MapGet("/{chat}", (HttpContext http, string part, string chat, ParticipationStore parts, ChatStore chats, ReplyDesk desk) => ShowAsync(http, part, chat, parts, chats, desk));
        own.MapPost("/{chat}", SendAsync);
        own.MapGet("/{chat}/reply", ReplyAsync);
        own.MapPost("/{chat}/stop", StopAsync);
        own.MapPost("/{chat}/again", AgainAsync);
        own.MapPost("/{chat}/title", RenameAsync);
    }

    private static Task<OwnPart?> PartAsync(HttpContext http, string part, ParticipationStore parts) => parts.FindAsync(part, Member.Required(http).Id, http.RequestAborted);

    private static async Task<ChatView?> ViewAsync(HttpContext http, OwnPart part, string chat, ChatStore chats, ReplyDesk desk)
    {
        if (await chats.FindAsync(part.Participation.Id, chat, http.RequestAborted) is not { } found) return null;
        var turns = await chats.TurnsAsync(part.Participation.Id, chat, http.RequestAborted);
        return new(part, found, turns, turns is [.., { State: ChatTurn.Waiting } last] ? desk.Find(last.Id)?.Text ?? "" : null);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, string part, string chat, ParticipationStore parts, ChatStore chats, ReplyDesk desk, string? draft = null, string? fault = null)
    {
        if (await PartAsync(http, part, parts) is not { } own || !own.Participation.Agrees(own.Collection) || await ViewAsync(http, own, chat, chats, desk) is not { } view) return Html.NotFound();
        return Html.Page<ChatPage>(new { Part = own, View = view, Draft = draft, Fault = fault }, fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> SendAsync(
        HttpContext http, string part, string? chat, [FromForm] string? message, [FromForm] string? form, ParticipationStore parts, ChatStore chats, ReplyDesk desk, Conversation talk)
    {
        if (await PartAsync(http, part, parts) is not { MayChat: true } own) return Html.NotFound();
        if (chat is not null && await chats.FindAsync(part, chat, http.RequestAborted) is null) return Html.NotFound();
        if (form is not { Length: > 0 and <= 64 }) return Results.StatusCode(StatusCodes.Status400BadRequest);
        var sending = await talk.SendAsync(own, chat, message, form, http.RequestAborted);
        if (sending.ChatId is { } id) return Html.SeeOther($"{own.Path}/{id}#latest");
        return chat is null
            ? Html.Page<ChatPage>(new { Part = own, Draft = message, Fault = sending.Refusal }, StatusCodes.Status422UnprocessableEntity)
            : await ShowAsync(http, part, chat, parts, chats, desk, message, sending.Refusal);
    }

    /// <summary>What is there of an answer, for a page that asks again and again; in the end the whole chat.</summary>
    private static async Task<IResult> ReplyAsync(HttpContext http, string part, string chat, ParticipationStore parts, ChatStore chats, ReplyDesk desk)
    {
        if (await PartAsync(http, part, parts) is not { } own || !own.Participation.Agrees(own.Collection) || await ViewAsync(http, own, chat, chats, desk) is not { } view) return Html.NotFound();
        if (!http.Request.IsPartial()) return Html.SeeOther($"{own.Path}/{chat}#latest");
        if (view.Writing is not null) return Html.Page<LiveReplyPart>(new { View = view });
        http.Response.Headers["HX-Retarget"] = "#chat";
        http.Response.Headers["HX-Reswap"] = "outerHTML";
        return Html.Page<ChatPart>(new { Part = own, View = view, Focus = true });
    }

    private static async Task<IResult> StopAsync(HttpContext http, string part, string chat, ParticipationStore parts, ChatStore chats, ReplyDesk desk)
    {
        if (await PartAsync(http, part, parts) is not { } own || !own.Participation.Agrees(own.Collection) || await ViewAsync(http, own, chat, chats, desk) is not { } view) return Html.NotFound();
        if (view.Turns is [.., { State: ChatTurn.Waiting } last])
        {
            var written = desk.WrittenAsync(last.Id);
            desk.Stop(last.Id);
            await written.WaitAsync(http.RequestAborted);
            // Nobody writes it any more where it could not be stored; it can be asked again.
            await chats.EndAsync(last, ChatTurn.Failed, "", ReplyFaults.Interrupted, 0, http.RequestAborted);
        }

        return Html.SeeOther($"{own.Path}/{chat}#latest");
    }

    private static async Task<IResult> AgainAsync(HttpContext http, string part, string chat, ParticipationStore parts, ChatStore chats, ReplyDesk desk, Conversation talk)
    {
        if (await PartAsync(http, part, parts) is not { MayChat: true } own || await chats.FindAsync(part, chat, http.RequestAborted) is null) return Html.NotFound();
        var sending = await talk.AgainAsync(own, chat, http.RequestAborted);
        return sending.Refusal is { } refusal ? await ShowAsync(http, part, chat, parts, chats, desk, fault: refusal) : Html.SeeOther($"{own.Path}/{chat}#latest");
    }

    private static async Task<IResult> RenameAsync(HttpContext http, string part, string chat, [FromForm] string? title, ParticipationStore parts, ChatStore chats, Conversation talk)
    {
        if (await PartAsync(http, part, parts) is not { } own || !own.Participation.Agrees(own.Collection) || await chats.FindAsync(part, chat, http.RequestAborted) is null) return Html.NotFound();
        if (talk.Title(own, title ?? "") is { Length: > 0 } chosen) await chats.RenameAsync(part, chat, chosen, http.RequestAborted);
        return Html.SeeOther($"{own.Path}/{chat}");
    }
}
