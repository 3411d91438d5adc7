namespace Attune.Web.Hosting;

/// <summary>One part of the console: its services, its endpoints, and where it appears. <see cref="Areas"/> lists all.</summary>
internal abstract class Area
{
    /// <summary>What the navigation shows of it.</summary>
    public virtual IReadOnlyList<NavigationItem> Navigation => [];

    /// <summary>What the home page shows of it.</summary>
    public virtual IReadOnlyList<HomeCard> Cards => [];

    public virtual void AddServices(IServiceCollection services, ConsoleOptions options) { }

    /// <summary>Every endpoint names a <see cref="Accounts.Policy"/>; one that does not is closed to everybody.</summary>
    public abstract void Map(IEndpointRouteBuilder routes);
}
