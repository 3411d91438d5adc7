using Attune.Web.Accounts;
using Attune.Web.Home.Pages;
using Attune.Web.Hosting;

namespace Attune.Web.Home;

/// <summary>The first page: a card for each thing that its reader may do.</summary>
internal sealed class HomeArea : Area
{
    public override IReadOnlyList<HomeCard> Cards => [new(typeof(FoldersCard), Policy.Owner)];

    public override void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", () => Html.Page<HomePage>()).RequireAuthorization(Policy.Member);
}
