using Attune.People;

namespace Attune.Models.Embedded.Simulator;

/// <summary>The request of a generation prompt, as it stands in the user's message.</summary>
internal sealed record SimulatedRequest
{
    public required string Stage { get; init; }

    public long Seed { get; init; }

    public long DatasetSeed { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public int? Number { get; init; }

    public int? Count { get; init; }

    public int? Turns { get; init; }

    public string? Persona { get; init; }

    public Profile? Profile { get; init; }

    public LifeEvent? Event { get; init; }

    public Preference? Preference { get; init; }

    public IReadOnlyList<Preference>? Originals { get; init; }

    public IReadOnlyList<RequestedSlot>? Slots { get; init; }

    public IReadOnlyList<Topic>? ChooseFrom { get; init; }

    public string? Template { get; init; }

    public SimulatedStatement? Statement { get; init; }

    public SimulatedStatement? Opposite { get; init; }

    public IReadOnlyList<string>? Candidates { get; init; }

    public IReadOnlyList<SimulatedMessage>? Messages { get; init; }

    public IReadOnlyList<string>? Texts { get; init; }

    public IReadOnlyList<string>? Categories { get; init; }
}

/// <summary>A preference without its user.</summary>
internal sealed record SimulatedStatement(string Text, Topic Topic, Facets? Facets = null)
{
    /// <summary>Everything that it says.</summary>
    public string Words => string.Join('\n', [Text, .. Facets?.Liked ?? [], .. Facets?.Disliked ?? []]);
}

/// <summary>A user's message in a request that is to be divided into topics.</summary>
internal sealed record SimulatedMessage(int Id, int Chat, string Text);

/// <summary>A preference to be written.</summary>
internal sealed record RequestedSlot(int Slot, PreferenceType Type, string? Field = null, string? Subtopic = null);
