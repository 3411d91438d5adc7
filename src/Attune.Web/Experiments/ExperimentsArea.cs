using Attune.Web.Accounts;
using Attune.Web.Hosting;

namespace Attune.Web.Experiments;

/// <summary>Starting, stopping and resuming experiments, for owners.</summary>
internal sealed class ExperimentsArea : Area
{
    public override IReadOnlyList<NavigationItem> Navigation => [new("Experiments", "/experiments", Policy.Owner)];

    public override void AddServices(IServiceCollection services, ConsoleOptions options) => services
        .AddSingleton(options.Workbench).AddSingleton<ExperimentRules>().AddSingleton<RunKeeper>().AddHostedService(s => s.GetRequiredService<RunKeeper>());

    public override void Map(IEndpointRouteBuilder routes) => ExperimentEndpoints.Map(routes);
}
