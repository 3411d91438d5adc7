namespace Attune.Models.Embedded.Simulator.Mining;

/// <summary>A way in which users ask to be answered.</summary>
/// <param name="Kind">length, form or other; a length and a form of one message make one sentence.</param>
/// <param name="Phrase">What stands before or behind "answers"; {what} is the group of that name.</param>
/// <param name="Pattern">A regular expression for how it is asked for.</param>
internal sealed record AnswerWish(string Kind, string Phrase, string Pattern);
