namespace Attune.Runs;

/// <summary>How many of the requests to one model are stored.</summary>
/// <param name="Model">The model.</param>
/// <param name="Stored">Requests whose answers are stored.</param>
/// <param name="Missing">Requests that would be sent.</param>
public sealed record ExplainedModel(string Model, int Stored, int Missing);
