namespace Attune.Web.Accounts;

/// <summary>A link that lets one person in, once.</summary>
public sealed record Invitation
{
    /// <summary>Names it in lists; it is not the secret in the link.</summary>
    public required string Id { get; init; }

    /// <summary>What its taker may do.</summary>
    public required Role Role { get; init; }

    /// <summary>Whom it is meant for, in the owner's words.</summary>
    public required string Note { get; init; }

    /// <summary>The account that gets a new password by it; null where it makes one.</summary>
    public string? AccountId { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends, used or not.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>The name of whoever took it.</summary>
    public string? UsedBy { get; init; }

    /// <summary>When an owner took it back.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Whether it can still be taken.</summary>
    /// <param name="now">The time.</param>
    public bool IsOpen(DateTimeOffset now) => UsedAt is null && RevokedAt is null && ExpiresAt > now;
}
