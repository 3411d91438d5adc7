namespace Attune.Models.Embedded.Simulator.Mining;

/// <summary>Turns what somebody says of themselves into what is said of them.</summary>
internal static class ThirdPerson
{
    private static readonly Dictionary<string, string> Pronouns =
        """
        my=their me=them mine=theirs myself=themselves i=they i'm=they_are im=they_are i've=they_have i'll=they_will i'd=they_would am=are
        our=their us=them we=they we're=they_are ourselves=themselves
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('='))
        .ToDictionary(p => p[0], p => p[1].Replace('_', ' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>The verb as "the user" takes it: has, does, goes, cries, watches, eats.</summary>
    public static string Verb(string verb) => verb.ToLowerInvariant() switch
    {
        "have" => "has",
        "do" => "does",
        "go" => "goes",
        var v when v.EndsWith('y') && v.Length > 1 && !"aeiou".Contains(v[^2], StringComparison.Ordinal) => v[..^1] + "ies",
        var v when v.EndsWith('s') || v.EndsWith("sh", StringComparison.Ordinal) || v.EndsWith("ch", StringComparison.Ordinal) || v.EndsWith('x') || v.EndsWith('z') => v + "es",
        var v => v + "s",
    };

    /// <summary>The words with every "my" a "their".</summary>
    public static string Pronoun(string text) => string.Join(' ', text.Split(' ').Select(w => Pronouns.GetValueOrDefault(w, w)));
}
