namespace Attune.Web.ModelServer;

/// <summary>A request that gets an error instead of an answer; each protocol writes it in its vendor's shape.</summary>
/// <param name="kind">What kind of error.</param>
/// <param name="message">What is wrong, for the person who sends the request.</param>
/// <param name="field">The guilty field, if one is.</param>
internal sealed class Refusal(RefusalKind kind, string message, string? field = null) : Exception(message)
{
    public RefusalKind Kind { get; } = kind;

    public string? Field { get; } = field;

    public int Status => Kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthorized => StatusCodes.Status401Unauthorized,
        RefusalKind.UnknownModel or RefusalKind.UnknownUrl or RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.WrongMethod => StatusCodes.Status405MethodNotAllowed,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.RateLimited => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status500InternalServerError,
    };

    public static Refusal Invalid(string field, string expected) => new(RefusalKind.Invalid, $"Invalid value for '{field}': expected {expected}.", field);

    public static Refusal Missing(string field) => new(RefusalKind.Invalid, $"Missing required field: '{field}'.", field);
}

internal enum RefusalKind
{
    Invalid,
    Unauthorized,
    UnknownModel,
    UnknownUrl,
    NotFound,
    WrongMethod,
    TooLarge,
    RateLimited,
    ServerError,
}
