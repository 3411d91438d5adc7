namespace Attune.Web.Accounts;

/// <summary>Somebody who may use the console.</summary>
public sealed record Account
{
    /// <summary>Never changes.</summary>
    public required string Id { get; init; }

    /// <summary>What they sign in by.</summary>
    public required string Name { get; init; }

    /// <summary>What they may do.</summary>
    public required Role Role { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when nobody can sign in by it; null where it is in use.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>When they last used the console; null for never, or where all were signed out.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>The password's hash; null where none was chosen.</summary>
    internal string? Password { get; init; }
}
