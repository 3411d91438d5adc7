using Attune.Web.Hosting;

namespace Attune.Web.Departures;

/// <summary>Accounts that go, and what becomes of what their owners did.</summary>
internal sealed class DeparturesArea : Area
{
    public override void AddServices(IServiceCollection services, ConsoleOptions options) =>
        services.AddSingleton<Departure>().AddSingleton<Rewriting>().AddHostedService(s => s.GetRequiredService<Rewriting>());

    public override void Map(IEndpointRouteBuilder routes) => DepartureEndpoints.Map(routes);
}
