using Attune.Web.Accounts;
using Attune.Web.Hosting;
using Attune.Web.Runs.Index;
using Attune.Web.Shelves;

namespace Attune.Web.Runs;

/// <summary>Runs and their trials, for owners.</summary>
internal sealed class RunsArea : Area
{
    public override IReadOnlyList<NavigationItem> Navigation => [new("Runs", "/runs", Policy.Owner)];

    public override void AddServices(IServiceCollection services, ConsoleOptions options) => services
        .AddSingleton<RunShelf>().AddSingleton<DatasetShelf>().AddSingleton<RunIndexes>().AddSingleton<RunReader>().AddSingleton<TrialReader>().AddSingleton<PairReader>().AddSingleton<HeavyWork>().AddSingleton<RunReports>()
        .AddSingleton<Replays>().AddSingleton<Comparisons>();

    public override void Map(IEndpointRouteBuilder routes)
    {
        RunEndpoints.Map(routes);
        TrialEndpoints.Map(routes);
        PairEndpoints.Map(routes);
        ComparisonEndpoints.Map(routes);
    }
}
