using Attune.People;

namespace Attune.Synthesis.Drafts;

/// <summary>What a model is told about a thing to make: the user message of every generation prompt, as JSON. Each stage fills what it needs.</summary>
internal sealed record DraftRequest
{
    public required string Stage { get; init; }

    /// <summary>Makes equal requests of different datasets differ, for models that have no chance of their own.</summary>
    public required long Seed { get; init; }

    /// <summary>The same in all requests of one dataset.</summary>
    public required long DatasetSeed { get; init; }

    public required string Language { get; init; }

    /// <summary>First and last day of what may be dated.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>From 1, for what has nothing else to tell it apart.</summary>
    public int? Number { get; init; }

    public int? Count { get; init; }

    public int? Turns { get; init; }

    public int? Words { get; init; }

    public string? Persona { get; init; }

    public Profile? Profile { get; init; }

    public LifeEvent? Event { get; init; }

    public IReadOnlyList<string>? Expressions { get; init; }

    /// <summary>The template of a conversation.</summary>
    public string? Template { get; init; }

    /// <summary>A preference without its user, and one opposed to it.</summary>
    public StatedPreference? Statement { get; init; }

    public StatedPreference? Opposite { get; init; }

    /// <summary>Queries to choose from.</summary>
    public IReadOnlyList<string>? Candidates { get; init; }

    public Preference? Preference { get; init; }

    public IReadOnlyList<Preference>? Originals { get; init; }

    public IReadOnlyList<PreferenceSlot>? Slots { get; init; }

    public IReadOnlyList<Topic>? ChooseFrom { get; init; }

    public IReadOnlyList<ShownMessage>? Messages { get; init; }

    public IReadOnlyList<string>? Texts { get; init; }

    public IReadOnlyList<string>? Categories { get; init; }
}
