using Attune.Web.Accounts;
using Attune.Web.Annotation.Pages;
using Attune.Web.Hosting;

namespace Attune.Web.Annotation;

/// <summary>The form of a new round: first what is judged and where it comes from, then how.</summary>
internal static class NewRoundEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var owners = routes.MapGroup("/rounds").RequireAuthorization(Policy.Owner);
        owners.MapGet("/new", (HttpContext http, RoundKinds kinds, AccountStore accounts) => AskAsync(http, kinds, accounts));
        owners.MapPost("", MakeAsync);
    }

    private static async Task<IResult> AskAsync(HttpContext http, RoundKinds kinds, AccountStore accounts)
    {
        var (wanted, source) = (http.Request.Query["kind"].ToString(), http.Request.Query["source"].ToString());
        if (kinds.Find(wanted.Length > 0 ? wanted : Round.Contests) is not { } kind) return Html.NotFound();
        return await AskAsync(http, RoundForm.Fresh(kind, source), kind, kinds, accounts);
    }

    private static async Task<IResult> AskAsync(HttpContext http, RoundForm form, IRoundKind kind, RoundKinds kinds, AccountStore accounts, string? fault = null)
    {
        RoundOffer? offer = null;
        try
        {
            if (form.Source.Length > 0)
            {
                offer = await kind.OfferAsync(form.Source, http.RequestAborted);
                if (offer is null) return Html.NotFound();
                fault ??= offer.Fault;
            }
        }
        catch (BadInputException e)
        {
            fault = e.Message;
        }

        return Html.Page<NewRoundPage>(
            new
            {
                Form = form.IsFresh && offer?.Items is { } items ? form with { Count = Math.Min(items, RoundForm.MostItems) } : form,
                kind.Words,
                Kinds = (IReadOnlyDictionary<string, string>)kinds.All.ToDictionary(k => k.Name, k => k.Words.Title),
                kind.Sources,
                Offer = offer?.Fault is null ? offer : null,
                People = await PeopleAsync(http, accounts),
                Fault = fault,
            },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> MakeAsync(HttpContext http, RoundStore rounds, RoundKinds kinds, AccountStore accounts)
    {
        var form = RoundForm.Read(await http.Request.ReadFormAsync(http.RequestAborted));
        if (kinds.Find(form.Kind) is not { } kind) return Html.NotFound();
        try
        {
            if (await kind.OfferAsync(form.Source, http.RequestAborted) is not { } offer) return Html.NotFound();
            // Nobody annotates who may not, whatever the form says.
            form = form with { Annotators = [.. form.Annotators.Intersect((await PeopleAsync(http, accounts)).Select(p => p.Id))] };
            if (form.Fault(offer, kind.Words) is { } fault) return await AskAsync(http, form, kind, kinds, accounts, fault);
            var items = offer.Draw(form, Guid.NewGuid().ToString("n"));
            if (items.Count == 0) return await AskAsync(http, form, kind, kinds, accounts, $"There are no {kind.Words.Items} of what you chose.");
            var round = form.ToRound(items) with { ShowsOpinions = form.ShowsOpinions && offer.Opinions is not null };
            return Html.SeeOther($"/rounds/{await rounds.CreateAsync(round, http.RequestAborted)}");
        }
        catch (BadInputException e)
        {
            return await AskAsync(http, form, kind, kinds, accounts, e.Message);
        }
    }

    private static async Task<IReadOnlyList<Account>> PeopleAsync(HttpContext http, AccountStore accounts) =>
        [.. (await accounts.ListAsync(new() { Sort = "name", Size = 1000 }, http.RequestAborted)).Rows.Where(a => a.Role is Role.Annotator or Role.Owner && a.DisabledAt is null)];
}
