namespace Attune.Models.Embedded.Simulator;

/// <summary>
/// What conversations by InterPref's templates are put together from. Places: <c>{i}</c> what holds, in the first person and with its
/// subject; <c>{base} {you} {people}</c> the same without a subject, as it is said after I, you and people who.
/// </summary>
internal sealed record Talk(
    IReadOnlyList<string> GeneralQueries,
    IReadOnlyList<string> Miss,
    IReadOnlyList<string> Correct,
    IReadOnlyList<string> Said,
    IReadOnlyList<string> Plain,
    IReadOnlyList<string> Redo,
    IReadOnlyList<string> Fit,
    IReadOnlyList<string> Follow,
    IReadOnlyList<string> Deeper,
    IReadOnlyList<string> Whys,
    IReadOnlyList<string> Details,
    IReadOnlyList<string> StyleDetails);
