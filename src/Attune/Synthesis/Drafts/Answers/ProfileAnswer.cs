namespace Attune.Synthesis.Drafts.Answers;

/// <summary>A user, as asked for by <c>generate-profile</c>. What a model leaves out of an answer or writes in another kind is a fault that names its place.</summary>
internal sealed record ProfileAnswer(string Persona, string ExtendedPersona, DemographicsAnswer Demographics);
