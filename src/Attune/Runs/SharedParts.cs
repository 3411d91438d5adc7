namespace Attune.Runs;

/// <summary>Keeps one of each of what many trials have in common, so that the results of a hundred thousand fit beside everything else. Not thread-safe.</summary>
internal sealed class SharedParts
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, double>> _scores = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<(string Name, bool NamesPreference)>> _steps = new(StringComparer.Ordinal);

    public string Of(string text) => _texts.TryGetValue(text, out var known) ? known : _texts[text] = text;

    public string? OfOptional(string? text) => text is null ? null : Of(text);

    /// <summary>Scores are few: each is 0 or 1, or 1 to 5.</summary>
    public IReadOnlyDictionary<string, double> Of(IReadOnlyDictionary<string, double> scores)
    {
        var key = string.Join('\0', scores.Select(s => $"{s.Key}={s.Value:R}"));
        return _scores.TryGetValue(key, out var known) ? known : _scores[key] = scores;
    }

    public IReadOnlyList<(string Name, bool NamesPreference)>? Of(IReadOnlyList<TrialStep>? steps)
    {
        if (steps is null) return null;
        var key = string.Join('\0', steps.Select(s => $"{s.Name}={s.NamesPreference}"));
        return _steps.TryGetValue(key, out var known) ? known : _steps[key] = [.. steps.Select(s => (s.Name, s.NamesPreference))];
    }
}
