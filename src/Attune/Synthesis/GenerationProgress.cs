namespace Attune.Synthesis;

/// <summary>How far a dataset is.</summary>
/// <param name="Users">Users that are whole.</param>
/// <param name="OfUsers">All users.</param>
/// <param name="Artefacts">Made now.</param>
/// <param name="SetAside">Records that could not be made, of them.</param>
/// <param name="Failed">Artefacts that failed calls kept from being made.</param>
public sealed record GenerationProgress(int Users, int OfUsers, int Artefacts, int SetAside, int Failed);
