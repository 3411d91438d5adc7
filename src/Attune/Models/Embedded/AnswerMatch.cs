namespace Attune.Models.Embedded;

/// <summary>How two answers fit two preferences, each its own and each the other's, by what the answers say for and against the preferences' own words.</summary>
/// <param name="Straight">Above 0 where the first answer fits the first preference, and the second the second.</param>
/// <param name="Crossed">Likewise the other way round.</param>
internal readonly record struct AnswerMatch(double Straight, double Crossed)
{
    /// <summary>How much better each answer fits its own preference than the other's: 0 where both users were told the same.</summary>
    public double Lead => Straight - Crossed;

    public static AnswerMatch Of(string preference1, string preference2, string answer1, string answer2)
    {
        var (first, second) = (Stance.Of(preference1).Weights, Stance.Of(preference2).Weights);
        var (one, two) = (Stance.Of(answer1).Weights, Stance.Of(answer2).Weights);
        return new(Fit(first, one) + Fit(second, two), Fit(first, two) + Fit(second, one));
    }

    /// <summary>Above 0 where the answer is for what the preference is for and against what it is against. Each word counts once, however often it is said.</summary>
    private static double Fit(IReadOnlyDictionary<string, double> preference, IReadOnlyDictionary<string, double> answer) =>
        preference.Sum(word => answer.TryGetValue(word.Key, out var said) ? word.Value * (said < 0 ? -1 : 1) : 0);
}
