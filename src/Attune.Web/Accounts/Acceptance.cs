namespace Attune.Web.Accounts;

/// <summary>What became of an attempt to take an invitation.</summary>
/// <param name="AccountId">Whose account was made or given a password; null where none was.</param>
/// <param name="NameTaken">The link is still good, but somebody else has that name. Otherwise, without an account, the link is good no more.</param>
internal readonly record struct Acceptance(string? AccountId, bool NameTaken);
