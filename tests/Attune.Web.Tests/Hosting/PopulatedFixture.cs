using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Hosting;

/// <summary>One console for tests that leave it as it is.</summary>
public sealed class PopulatedFixture : IAsyncLifetime
{
    internal PopulatedConsole Console { get; private set; } = null!;

    public async Task InitializeAsync() => Console = await PopulatedConsole.StartAsync();

    public Task DisposeAsync() => Console.DisposeAsync().AsTask();
}
