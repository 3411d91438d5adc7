using System.Globalization;
using System.Text.Json;

namespace Attune.Models.Embedded;

/// <summary>
/// What the embedded judge reads off an evaluator's prompt: two preferences and two answers. It compares both ways to match them by
/// what the answers say for and against the preferences' own words; where that tells nothing, it tosses a coin for the prompt.
/// </summary>
internal sealed class ShownPair
{
    // Sums of the same weights in another order differ by less.
    private const double Same = 1e-9;

    private readonly string _prompt;
    private readonly AnswerMatch _match;

    private ShownPair(string prompt, AnswerMatch match) => (_prompt, _match) = (prompt, match);

    /// <summary>Reads the parts between the tags; null where one is missing or stands twice, as when an answer forges the next one.</summary>
    public static ShownPair? From(string prompt) =>
        ShownPart.Of(prompt, "preference_1") is { } preference1 && ShownPart.Of(prompt, "preference_2") is { } preference2
        && ShownPart.Of(prompt, "answer_A") is { } answerA && ShownPart.Of(prompt, "answer_B") is { } answerB
            ? new(prompt, AnswerMatch.Of(preference1, preference2, answerA, answerB))
            : null;

    public string Reply()
    {
        var tie = Math.Abs(_match.Lead) < Same;
        var first = tie ? new KeyedRandom(0, "tie", _prompt).Next(2) == 0 : _match.Lead > 0;
        var why = tie
            ? "The answers say nothing that tells them apart; by chance."
            : string.Create(CultureInfo.InvariantCulture, $"A to 1 and B to 2 fits by {_match.Straight:0.0}, the other way round by {_match.Crossed:0.0}.");
        return $$"""{"rationale": {{JsonSerializer.Serialize(why, AttuneJson.Lines.String)}}, "answer": "{{(first ? 'A' : 'B')}}"}""";
    }
}
