using Attune.Web.Tests.Consoles;

namespace Attune.Browser.Tests.Walk;

/// <summary>One populated console for all walks.</summary>
public sealed class WalkFixture : IAsyncLifetime
{
    internal PopulatedConsole Console { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFixture.Missing is null) Console = await PopulatedConsole.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (BrowserFixture.Missing is null) await Console.DisposeAsync();
    }
}
