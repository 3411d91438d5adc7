using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;
using Microsoft.Playwright;

namespace Attune.Browser.Tests;

/// <summary>
/// Debian's Chromium, and a console where everybody must sign in, with an owner, an annotator and a participant. Its folders for data and
/// runs are <c>Console.Folder/data</c> and <c>/runs</c>; tests put there what they need, under names of their own.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly Dictionary<Role, Account> _people = [];
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    /// <summary>Why there is no browser; null where there is one.</summary>
    public static string? Missing { get; } = File.Exists(Chromium) ? null : "Chromium is not installed (Debian's package chromium).";

    public RunningConsole Console { get; private set; } = null!;

    /// <summary>Where <see cref="ShootAsync"/> puts pictures: <c>$ATTUNE_SCREENSHOTS</c>, or a temporary folder.</summary>
    public static string Screenshots { get; } = Environment.GetEnvironmentVariable("ATTUNE_SCREENSHOTS") is { Length: > 0 } set ? set : Path.Combine(Path.GetTempPath(), "attune-screenshots");

    public Account this[Role role] => _people[role];

    public async Task InitializeAsync()
    {
        if (Missing is not null) return;
        Console = await RunningConsole.StartAsync();
        foreach (var (role, name) in ((Role, string)[])[(Role.Owner, "Olive"), (Role.Annotator, "Anton"), (Role.Participant, "Petra")])
            _people[role] = await Console.AddAsync(role, name);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"],
        });
    }

    /// <summary>A window of its own, signed in where a role is given, at the home page.</summary>
    /// <param name="role">Who sits before it; null for a stranger.</param>
    /// <param name="window">How large it is.</param>
    public async Task<BrowserTab> OpenAsync(Role? role, Window window = Window.Desktop) =>
        await OpenAsync(Console.Address, role is { } chosen ? await Console.Service<SignIns>().BeginAsync(_people[chosen].Id) : null, window);

    /// <summary>The same at another console.</summary>
    /// <param name="root">Where it is.</param>
    /// <param name="signIn">The secret of a sign-in; null for a stranger.</param>
    /// <param name="window">How large it is.</param>
    public async Task<BrowserTab> OpenAsync(Uri root, string? signIn, Window window)
    {
        var context = await NewContextAsync(window, root);
        if (signIn is not null) await context.AddCookiesAsync([new() { Name = "attune", Value = signIn, Url = root.ToString() }]);
        var tab = new BrowserTab(context, await context.NewPageAsync(), root);
        await tab.GoAsync("/");
        return tab;
    }

    /// <summary>A file of this machine, with no server to ask: whatever it asks for beside itself is a fault.</summary>
    public async Task<BrowserTab> OpenFileAsync(string file, Window window)
    {
        var (context, address) = (await NewContextAsync(window, null), new Uri(file));
        var tab = new BrowserTab(context, await context.NewPageAsync(), address);
        await tab.GoAsync(address.AbsoluteUri);
        return tab;
    }

    /// <summary>A picture of the whole page, as <c>name-phone.png</c> or <c>name-desktop.png</c>.</summary>
    public static Task ShootAsync(BrowserTab tab, string name)
    {
        var window = tab.Page.ViewportSize!.Width < 600 ? "phone" : "desktop";
        return tab.Page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, $"{name}-{window}.png"), FullPage = true });
    }

    private async Task<IBrowserContext> NewContextAsync(Window window, Uri? root)
    {
        var phone = window == Window.Phone;
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = root?.ToString(),
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 800 },
            HasTouch = phone,
            DeviceScaleFactor = phone ? 2 : 1,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(10_000);
        return context;
    }

    public async Task DisposeAsync()
    {
        if (Missing is not null) return;
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await Console.DisposeAsync();
    }
}
