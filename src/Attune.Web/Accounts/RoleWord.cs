namespace Attune.Web.Accounts;

/// <summary>A role as it is written in forms and in the database.</summary>
internal static class RoleWord
{
    public static string Of(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>Null where there is no such role.</summary>
    public static Role? Parse(string? word)
    {
        foreach (var role in Enum.GetValues<Role>())
            if (Of(role) == word) return role;
        return null;
    }
}
