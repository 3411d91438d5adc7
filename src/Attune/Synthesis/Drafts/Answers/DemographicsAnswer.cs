namespace Attune.Synthesis.Drafts.Answers;

/// <summary>The plain facts of a user.</summary>
internal sealed record DemographicsAnswer(
    string Name, string Birth, string Gender, string Education, string Occupation, string EconomicStatus, string MaritalStatus);
