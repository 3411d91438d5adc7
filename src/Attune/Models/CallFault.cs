namespace Attune.Models;

/// <summary>Why a call to a model failed.</summary>
public enum CallFault
{
    /// <summary>Too many calls or tokens in a short time; passes by itself.</summary>
    RateLimited,

    /// <summary>The endpoint has more work than it can do; passes by itself.</summary>
    Overloaded,

    /// <summary>The endpoint was not reached, or the connection broke: refused, no such host, TLS, cut off.</summary>
    Network,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>The endpoint failed inside.</summary>
    ServerError,

    /// <summary>Something was answered that is not an answer: broken JSON, no choices, nothing at all. A server that gives answers spoils one now and then, so this passes by itself.</summary>
    Unreadable,

    /// <summary>A judge's reply ended before its score: at the output limit, or within its JSON. The endpoint itself is well.</summary>
    CutOff,

    /// <summary>A web page was answered: the address is not that of a model, or something stands before it.</summary>
    WebPage,

    /// <summary>The key is missing, wrong, or may not use this model.</summary>
    Authentication,

    /// <summary>The endpoint does not know the model, or nothing is served at its address.</summary>
    UnknownModel,

    /// <summary>The account has no credit left.</summary>
    Quota,

    /// <summary>The endpoint does not take the request as it is.</summary>
    BadRequest,

    /// <summary>The endpoint does not take the format that the answer is asked for in, such as a JSON schema.</summary>
    UnsupportedFormat,

    /// <summary>The prompt is longer than the model's context.</summary>
    ContextTooLong,

    /// <summary>The answer is not in the response cache, and nothing may be sent.</summary>
    NotStored,
}
