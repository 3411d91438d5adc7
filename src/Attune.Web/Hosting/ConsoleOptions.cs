using Attune.Web.Experiments;

namespace Attune.Web.Hosting;

/// <summary>How the console is served. Every property has a default that works.</summary>
public sealed record ConsoleOptions
{
    /// <summary>Where to listen: one or more <c>http</c> URLs, separated by semicolons. Port 0 takes a free one. Default: <c>http://127.0.0.1:5180</c>.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5180";

    /// <summary>The folder whose folders are datasets. Default: <c>data</c>.</summary>
    public string Data { get; init; } = "data";

    /// <summary>The folder whose folders are runs. Default: <c>runs</c>.</summary>
    public string Runs { get; init; } = "runs";

    /// <summary>A SQLite file, or how to connect to PostgreSQL: <c>Host=...</c> or <c>postgres://...</c>. Default: <c>console/console.db</c>.</summary>
    public string Db { get; init; } = "console/console.db";

    /// <summary>Whether everybody must sign in, also at this machine. Always so where <see cref="Urls"/> can be reached from others, or <see cref="TrustedProxy"/> is given.</summary>
    public bool Accounts { get; init; }

    /// <summary>The address of a proxy whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> are believed. Default: null, nobody's are.</summary>
    public string? TrustedProxy { get; init; }

    /// <summary>Makes a one-time link for an owner, see <see cref="ConsoleHost.OwnerLink"/>; where the name has an account, the link gives it a new password. Default: null.</summary>
    public string? CreateOwner { get; init; }

    /// <summary>Whether each request is told of in a line on standard error. Default: true.</summary>
    public bool LogRequests { get; init; } = true;

    /// <summary>What can be run from its pages. Default: the models that ship.</summary>
    public Workbench Workbench { get; init; } = new();

    /// <summary>How often password hashing repeats itself; tests take fewer.</summary>
    internal int? HashIterations { get; init; }

    /// <summary>Attempts to sign in, for one account and from one address in five minutes.</summary>
    internal (int PerAccount, int PerAddress) SignInAttempts { get; init; } = (10, 40);
}
