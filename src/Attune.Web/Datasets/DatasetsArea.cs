using Attune.Web.Accounts;
using Attune.Web.Hosting;

namespace Attune.Web.Datasets;

/// <summary>Datasets and the people in them, for owners.</summary>
internal sealed class DatasetsArea : Area
{
    public override IReadOnlyList<NavigationItem> Navigation => [new("Datasets", "/datasets", Policy.Owner)];

    public override void AddServices(IServiceCollection services, ConsoleOptions options) => services.AddSingleton<DatasetReader>();

    public override void Map(IEndpointRouteBuilder routes) => DatasetEndpoints.Map(routes);
}
