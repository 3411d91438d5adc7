namespace Attune.Synthesis.Mining;

/// <summary>
/// What mined preferences are about: seven categories that cover the labels which can be read in InterPref's Figure 3. A mined
/// preference has one of them as its topic's field.
/// </summary>
public static class PreferenceCategory
{
    /// <summary>Hobbies, food and drink, travel, what money is spent on, health.</summary>
    public const string Lifestyle = "Lifestyle";

    /// <summary>Age, gender, family, where they live and where they are from.</summary>
    public const string Background = "Background";

    /// <summary>Occupation, studies, income.</summary>
    public const string Work = "Work and income";

    /// <summary>How they get on with others, decide, and order their days.</summary>
    public const string Personality = "Personality";

    /// <summary>What they are able to do and know, and what they do not.</summary>
    public const string Knowledge = "Knowledge and skills";

    /// <summary>What an answer should hold and how it should be laid out.</summary>
    public const string Content = "Content style";

    /// <summary>The language, tone and feeling of an answer.</summary>
    public const string Language = "Language and emotion";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Lifestyle, Background, Work, Personality, Knowledge, Content, Language];
}
