namespace Attune.Web.Accounts;

/// <summary>An account as the database has it.</summary>
internal sealed record AccountRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    public string? Password { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    public DateTimeOffset? SeenAt { get; init; }

    public Account ToAccount() => new()
    {
        Id = Id,
        Name = Name,
        Role = RoleWord.Parse(Role)!.Value,
        Password = Password,
        CreatedAt = CreatedAt,
        DisabledAt = DisabledAt,
        SeenAt = SeenAt,
    };
}
