namespace Attune.Web.Annotation;

/// <summary>What a new round can be made of.</summary>
public sealed record RoundOffer
{
    /// <summary>What its owner chooses among.</summary>
    public IReadOnlyList<OfferedChoice> Choices { get; init; } = [];

    /// <summary>Items without any choice; null where only the choice tells.</summary>
    public int? Items { get; init; }

    /// <summary>Which items come first where there are more than wanted.</summary>
    public required string Order { get; init; }

    /// <summary>What a model's opinion would be, for who may open it; null where none is offered.</summary>
    public string? Opinions { get; init; }

    /// <summary>The model that can be asked for an opinion where there is none yet; null where none can.</summary>
    public string? Asks { get; init; }

    /// <summary>Why no round can be made; null where one can.</summary>
    public string? Fault { get; init; }

    /// <summary>The items that are chosen, in the order in which they are dealt; fewer than wanted where there are no more. The text names the draw.</summary>
    internal Func<RoundForm, string, IReadOnlyList<NewItem>> Draw { get; init; } = (_, _) => [];
}
