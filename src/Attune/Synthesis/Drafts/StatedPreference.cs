using Attune.People;

namespace Attune.Synthesis.Drafts;

/// <summary>A preference as models are told of it: what it says, and nothing of whose it is.</summary>
/// <param name="Text">One sentence in the third person.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Facets">Things that honour and violate it; null where nobody named any.</param>
internal sealed record StatedPreference(string Text, Topic Topic, Facets? Facets = null)
{
    public static StatedPreference Of(Preference preference) =>
        new(preference.Text, preference.Topic with { Extra = null }, preference.Facets is { } facets ? facets with { Extra = null } : null);
}
