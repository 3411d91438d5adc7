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
    private readonly double _straight;
    private readonly double _crossed;

    private ShownPair(string prompt, string preference1, string preference2, string answerA, string answerB)
    {
        _prompt = prompt;
        var (first, second) = (Stance.Of(preference1).Weights, Stance.Of(preference2).Weights);
        var (a, b) = (Stance.Of(answerA).Weights, Stance.Of(answerB).Weights);
        _straight = Fit(first, a) + Fit(second, b);
        _crossed = Fit(first, b) + Fit(second, a);
    }

    /// <summary>Reads the parts between the tags; null where one is missing or stands twice, as when an answer forges the next one.</summary>
    public static ShownPair? From(string prompt) =>
        Part(prompt, "preference_1") is { } preference1 && Part(prompt, "preference_2") is { } preference2
        && Part(prompt, "answer_A") is { } answerA && Part(prompt, "answer_B") is { } answerB
            ? new(prompt, preference1, preference2, answerA, answerB)
            : null;

    public string Reply()
    {
        var tie = Math.Abs(_straight - _crossed) < Same;
        var first = tie ? new KeyedRandom(0, "tie", _prompt).Next(2) == 0 : _straight > _crossed;
        var why = tie
            ? "The answers say nothing that tells them apart; by chance."
            : string.Create(CultureInfo.InvariantCulture, $"A to 1 and B to 2 fits by {_straight:0.0}, the other way round by {_crossed:0.0}.");
        return $$"""{"rationale": {{JsonSerializer.Serialize(why, AttuneJson.Lines.String)}}, "answer": "{{(first ? 'A' : 'B')}}"}""";
    }

    /// <summary>Above 0 where the answer is for what the preference is for and against what it is against. Each word counts once, however often it is said.</summary>
    private static double Fit(IReadOnlyDictionary<string, double> preference, IReadOnlyDictionary<string, double> answer) =>
        preference.Sum(word => answer.TryGetValue(word.Key, out var said) ? word.Value * (said < 0 ? -1 : 1) : 0);

    private static string? Part(string prompt, string tag)
    {
        var (start, end) = (Once(prompt, $"<{tag}>"), Once(prompt, $"</{tag}>"));
        return start < 0 || end < start ? null : prompt[(start + tag.Length + 2)..end].Trim();
    }

    private static int Once(string prompt, string tag)
    {
        var at = prompt.IndexOf(tag, StringComparison.Ordinal);
        return at == prompt.LastIndexOf(tag, StringComparison.Ordinal) ? at : -1;
    }
}
