namespace Attune.Web.Accounts;

/// <summary>An invitation as the database has it.</summary>
internal sealed record InvitationRow
{
    public required string Id { get; init; }

    public required string Role { get; init; }

    public required string Note { get; init; }

    public string? AccountId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    public string? UsedBy { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public Invitation ToInvitation() => new()
    {
        Id = Id,
        Role = RoleWord.Parse(Role)!.Value,
        Note = Note,
        AccountId = AccountId,
        CreatedAt = CreatedAt,
        ExpiresAt = ExpiresAt,
        UsedAt = UsedAt,
        UsedBy = UsedBy,
        RevokedAt = RevokedAt,
    };
}
