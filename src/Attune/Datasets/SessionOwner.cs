namespace Attune.Datasets;

/// <summary>Whose a session is; nobody's where it is random.</summary>
/// <param name="UserId">The user; null for a random session.</param>
/// <param name="PreferenceId">The preference that it reveals; null where it reveals none.</param>
internal readonly record struct SessionOwner(string? UserId, string? PreferenceId);
