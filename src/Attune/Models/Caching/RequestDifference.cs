namespace Attune.Models.Caching;

/// <summary>The first thing in which a request differs from a stored one.</summary>
/// <param name="Kind"><c>model</c>, <c>parameter</c>, <c>message</c>, or <c>nothing-near</c> where nothing is stored of the model, and of no other model the same.</param>
public sealed record RequestDifference(string Kind)
{
    /// <summary>For a parameter, its name.</summary>
    public string? Name { get; init; }

    /// <summary>For a model or parameter, what is stored; null where it is not set there.</summary>
    public string? Stored { get; init; }

    /// <summary>For a model or parameter, what is asked; null where it is not set here.</summary>
    public string? Asked { get; init; }

    /// <summary>For a message, its number, from 1.</summary>
    public int? Message { get; init; }

    /// <summary>For a message, how many the request has.</summary>
    public int? Messages { get; init; }

    /// <summary>For a message, its role; null where the stored request goes on and this one does not.</summary>
    public string? Role { get; init; }

    /// <summary>For a message, how it begins. Of the stored one only the digest is known.</summary>
    public string? Begins { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        "model" => $"the {Name}: {Stored ?? "none"} is stored, {Asked ?? "none"} is asked",
        "parameter" => $"the parameter {Name}: {Stored ?? "not set"} in what is stored, {Asked ?? "not set"} in what is asked",
        "message" when Message == 1 => $"message 1 of {Messages} ({Role}), which begins here: {Begins} (no request to this model that is stored begins so; of what is stored only digests are kept)",
        "message" when Role is null => $"the end: the stored request goes on after message {Messages}",
        "message" => $"message {Message} of {Messages} ({Role}), which begins here: {Begins}",
        _ => "everything: nothing that is stored was asked of this model, and no other model was asked the same",
    };
}
