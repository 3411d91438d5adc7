using Microsoft.AspNetCore.Components;

namespace Attune.Web.Annotation;

/// <summary>An item laid out for who judges it: nothing in it tells who wrote what.</summary>
public sealed record ItemView
{
    /// <summary>The kind's name; pages lay it out by it.</summary>
    public required string Kind { get; init; }

    /// <summary>What is judged.</summary>
    public required RenderFragment Body { get; init; }

    /// <summary>What is filled in before the comment; null where a button says it all.</summary>
    public RenderFragment? Scales { get; init; }

    /// <summary>The buttons that answer.</summary>
    public required RenderFragment Buttons { get; init; }

    /// <summary>Whether a model's opinion can be shown.</summary>
    public bool HasOpinion { get; init; }

    /// <summary>Whether there is none yet, and a model may be asked for it.</summary>
    public bool CanAsk { get; init; }
}
