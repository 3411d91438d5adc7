using Attune.People;

namespace Attune.Judging;

/// <summary>What a judge is shown (RealPref appendix B.2): a preference, a query and an answer.</summary>
/// <param name="Preference">The preference in words.</param>
/// <param name="Type">Its type, which sets the alignment criteria; null shows those of all types.</param>
/// <param name="Facets">What honours and what violates it; null where unknown.</param>
/// <param name="Query">The question.</param>
/// <param name="Answer">The answer to score.</param>
public sealed record JudgedAnswer(string Preference, PreferenceType? Type, Facets? Facets, string Query, string Answer);
