namespace Attune.Web.ModelServer;

/// <summary>One endpoint that asks the model something, in one vendor's protocol.</summary>
internal interface IOperation
{
    /// <summary>Its name in statistics.</summary>
    string Name { get; }

    /// <summary>The vendor's header that carries the request's id.</summary>
    string IdHeader { get; }

    /// <summary>Reads a request; nothing of the body is kept.</summary>
    /// <exception cref="Refusal">The request is not one.</exception>
    /// <exception cref="System.Text.Json.JsonException">The body is not JSON, or nested too deeply.</exception>
    IQuestion Read(ReadOnlySpan<byte> body);

    /// <summary>An error in the vendor's shape.</summary>
    Reply Refuse(Refusal refusal);

    /// <summary>Writes what is left of the rate limits in the vendor's headers.</summary>
    void Announce(IHeaderDictionary headers, RateState state);
}

/// <summary>A request that was read and can be answered.</summary>
internal interface IQuestion
{
    /// <summary>The fingerprint of all that the client sent.</summary>
    UInt128 Name { get; }

    /// <summary>The prompt's length.</summary>
    int Tokens { get; }

    /// <summary>Answers it.</summary>
    /// <param name="id">Names the request: its fingerprint and the number of the attempt.</param>
    /// <param name="fault"><see cref="FaultKind.Empty"/>, <see cref="FaultKind.Truncated"/> and what <see cref="SpoiltAnswer"/> knows change the answer; the others do not matter here.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    ValueTask<Reply> AnswerAsync(string id, FaultKind? fault, CancellationToken cancellationToken);
}
