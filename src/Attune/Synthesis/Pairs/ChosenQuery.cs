using Attune.Questions;

namespace Attune.Synthesis.Pairs;

/// <summary>The query of a pair.</summary>
/// <param name="Subject">The pair's preferences.</param>
/// <param name="Query">The one that stands.</param>
/// <param name="Made">The candidates.</param>
/// <param name="Check">The model's choice; null where none was asked.</param>
internal sealed record ChosenQuery(PairSubject Subject, string Query, Artefact Made, PairCheck? Check);
