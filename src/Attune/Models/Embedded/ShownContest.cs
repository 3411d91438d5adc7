using System.Globalization;
using System.Text.Json;

namespace Attune.Models.Embedded;

/// <summary>
/// What the embedded judge reads off an evaluator's prompt about a contest: two preferences, and on either side two answers. For each
/// side it measures how much better each answer fits its own user than the other one; the side that leads clearly wins.
/// </summary>
internal sealed class ShownContest
{
    // Less than one plain word for or against, or a tenth of what the better side has, is no difference that a reader would see.
    private const double LeastLead = 0.5;
    private const double LeastShare = 0.1;

    private readonly double _left;
    private readonly double _right;

    private ShownContest(double left, double right) => (_left, _right) = (left, right);

    /// <summary>Reads the parts between the tags; null where one is missing or stands twice, as when an answer forges the next one.</summary>
    public static ShownContest? From(string prompt) =>
        ShownPart.Of(prompt, "preference_1") is { } preference1 && ShownPart.Of(prompt, "preference_2") is { } preference2
        && ShownPart.Of(prompt, "left_answer_1") is { } left1 && ShownPart.Of(prompt, "left_answer_2") is { } left2
        && ShownPart.Of(prompt, "right_answer_1") is { } right1 && ShownPart.Of(prompt, "right_answer_2") is { } right2
            ? new(AnswerMatch.Of(preference1, preference2, left1, left2).Lead, AnswerMatch.Of(preference1, preference2, right1, right2).Lead)
            : null;

    public string Reply()
    {
        var tie = Math.Abs(_left - _right) <= Math.Max(LeastLead, LeastShare * Math.Max(_left, _right));
        var why = string.Create(CultureInfo.InvariantCulture, $"The left side's answers fit their own users better than each other's by {_left:0.0}, the right side's by {_right:0.0}.");
        return $$"""{"rationale": {{JsonSerializer.Serialize(why, AttuneJson.Lines.String)}}, "winner": "{{(tie ? "tie" : _left > _right ? "left" : "right")}}"}""";
    }
}
