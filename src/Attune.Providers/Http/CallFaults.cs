using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Anthropic.Exceptions;
using Attune.Models;

namespace Attune.Providers.Http;

/// <summary>Says of every failure of an endpoint what it is and what to do about it, in one line without keys.</summary>
internal sealed class CallFaults(Endpoint endpoint)
{
    /// <summary>How endpoints speak of the format that an answer is asked for in.</summary>
    private static readonly string[] FormatWords =
    [
        "response_format", "response format", "response_schema", "response_mime", "json_schema", "json schema",
        "structured output", "structured_output", "output_config.format", "output_format", "guided", "grammar",
    ];

    private const string SeeLog = "Try again; if it stays so, look at the server's log";

    private readonly Redaction _redaction = new(endpoint.Key);

    /// <summary>Until an endpoint has answered once, an address that is not reached is a wrong one, or its server is not running.</summary>
    private volatile bool _reached;

    /// <summary>Once a model has answered as it should, its address is right, and what is spoilt later was spoilt on the way.</summary>
    private volatile bool _answered;

    private string CheckUrl => $"Check that {endpoint.Url} is the base URL of an {endpoint.Vendor.Provider} compatible endpoint";

    private string KeyVariable => endpoint.KeyVariable ?? "the variable that the endpoint's key_variable names";

    /// <summary>OpenAI's base URLs end with the version, and who is used to them gives it to a protocol that adds it itself.</summary>
    private bool SaysVersionTwice => endpoint.Vendor == Vendor.Anthropic && endpoint.Url.AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.Ordinal);

    /// <summary>Notes that the endpoint has answered.</summary>
    public void Reached() => _reached = true;

    /// <summary>Notes that the endpoint has given an answer that can be read.</summary>
    public void Answered() => _answered = true;

    /// <summary>A fault in our words.</summary>
    public ModelCallException Make(CallFault fault, string problem, string mend, TimeSpan? retryAfter = null) => new(
        fault,
        new(_redaction.OneLine($"{endpoint.Name.Provider}:{endpoint.Name.Model} at {endpoint.Url}"), _redaction.OneLine(problem), _redaction.OneLine(mend)),
        retryAfter);

    public ModelCallException Unreadable(string what) => Make(CallFault.Unreadable, what, _answered ? SeeLog : CheckUrl);

    public ModelCallException WebPage() => Make(CallFault.WebPage, "answers with a web page", _answered ? "Try again later; something between here and the model answers in its place" : CheckUrl);

    /// <summary>An answer with a status other than success.</summary>
    /// <param name="status">Of the answer.</param>
    /// <param name="body">In any of the shapes that errors have.</param>
    /// <param name="retryAfter">The wait that the endpoint asks for; null where it does not.</param>
    /// <param name="requestId">By which the endpoint's support finds the call; null where it has none.</param>
    public ModelCallException OfStatus(HttpStatusCode status, string body, TimeSpan? retryAfter, string? requestId = null)
    {
        var error = ErrorBody.Read(body);
        var (fault, meaning, mend) = (int)status is >= 300 and < 400
            ? (CallFault.BadRequest, "sends elsewhere", "Give the address where it really is as base URL")
            : Classify((int)status, error);
        return Make(fault, $"{meaning} ({(int)status}{(requestId is null ? "" : $", request {requestId}")}{Quote(error)})", mend, retryAfter);
    }

    /// <summary>An error in an answer that began well: in a stream, or under a status of 200.</summary>
    public ModelCallException OfError(ErrorBody error)
    {
        var status = error.Says("overloaded") ? 529 : error.Says("rate_limit", "rate limit") ? 429 : error.Says("api_error", "server_error", "internal") ? 500 : 400;
        var (fault, meaning, mend) = Classify(status, error);
        return Make(fault, meaning + Quote(error), mend);
    }

    /// <summary>Anything that was thrown; a fault that is one already stays as it is.</summary>
    public ModelCallException Of(Exception thrown, TimeSpan patience)
    {
        for (var e = thrown; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case ModelCallException known: return known;
                case AnthropicSseException: return OfError(ErrorBody.Read(Between(e.Message, '{', '}')));
                case OperationCanceledException or TimeoutException:
                    return Make(CallFault.Timeout, $"gave no answer within {patience.TotalSeconds:0} seconds", "Allow more with ?timeout=SECONDS, or ask for less with ?max_output=N");
                case AuthenticationException:
                    return Unreached($"has no trusted TLS connection: {e.Message.TrimEnd('.')}", "Check the certificate and the clock, or whether the server speaks plain http");
                case SocketException { SocketErrorCode: not (SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown) } socket:
                    return Unreached(socket.SocketErrorCode);
            }
        }

        return thrown is HttpRequestException or IOException or { InnerException: HttpRequestException or IOException }
            ? BrokeOff($"broke the connection: {Innermost(thrown).Message.TrimEnd('.')}")
            : Unreadable($"gives an answer that cannot be read ({Innermost(thrown).GetType().Name}: {Innermost(thrown).Message.TrimEnd('.')})");
    }

    /// <summary>A connection that ended before its answer did.</summary>
    public ModelCallException BrokeOff(string problem)
    {
        var fault = Make(CallFault.Network, problem, SeeLog);
        return new(fault.Fault, fault.Details) { MayBeBilled = true };
    }

    private ModelCallException Unreached(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => Unreached("refuses the connection", "Start the server, or correct the address"),
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Unreached($"is not found: there is no host '{endpoint.Url.Host}'", "Correct the address, or check the network"),
        _ => Unreached($"is not reached ({error})", "Check the network and the address"),
    };

    private ModelCallException Unreached(string problem, string mend)
    {
        var fault = Make(CallFault.Network, problem, mend);
        return new(fault.Fault, fault.Details) { EndsRun = !_reached };
    }

    private (CallFault Fault, string Meaning, string Mend) Classify(int status, ErrorBody error) => status switch
    {
        400 or 422 when error.Says("api key not valid", "api_key_invalid", "invalid api key", "invalid_api_key") => Refused(),
        403 when error.Says("moderation", "flagged") => (CallFault.BadRequest, "does not let the prompt through", "Leave the question out, or choose another endpoint"),
        401 or 403 => Refused(),
        402 => NoCredit(),

        // Gemini says "quota" of its limit per minute too.
        400 or 429 when !error.Says("resource_exhausted") && error.Says("insufficient_quota", "credit balance", "billing_error", "exceeded your current quota", "spending limit") => NoCredit(),
        429 => (CallFault.RateLimited, "gets too many calls", "Run with a lower --concurrency; 'attune resume' tries again"),
        404 when error.Says("model") => UnknownModel(),
        404 when SaysVersionTwice => (CallFault.UnknownModel, "serves nothing there", $"Leave /v1 out of the base URL {endpoint.Url}: the {endpoint.Vendor.Provider} protocol adds it"),
        404 => (CallFault.UnknownModel, "serves nothing there", $"Check the base URL {endpoint.Url}: most servers want a path like {(endpoint.Vendor.LocalPath is { Length: > 0 } path ? path : "/")}"),
        400 or 422 when error.Says("model_not_found", "invalid model", "unknown model", "not a valid model") => UnknownModel(),
        413 => TooLong(),
        400 or 422 or 500 when error.Says("context_length", "context length", "context window", "context size", "prompt is too long", "too many tokens", "maximum context") => TooLong(),
        400 or 422 when error.Says(FormatWords) =>
            (CallFault.UnsupportedFormat, "does not take the format that the answer is asked for in", "Ask for it in words, or choose a model that takes JSON schemas"),
        408 or 504 => (CallFault.Timeout, "gave up waiting", "Try again later, or ask for less with ?max_output=N"),
        503 or 529 => (CallFault.Overloaded, "is overloaded or still loading", "Try again later; 'attune resume' goes on"),
        >= 500 => (CallFault.ServerError, "failed inside", "Try again later; if it stays so, look at the server's log"),
        _ => (CallFault.BadRequest, "does not take the request", "Change the parameters of the model name"),
    };

    private (CallFault Fault, string Meaning, string Mend) Refused() => endpoint.Key is null
        ? (CallFault.Authentication, "wants a key", $"Set {KeyVariable}")
        : (CallFault.Authentication, "refuses the key", $"Check {KeyVariable} and what it may use");

    private (CallFault Fault, string Meaning, string Mend) NoCredit() =>
        (CallFault.Quota, "has no credit left for this key", $"Top up the account behind {KeyVariable}, or use another key");

    private (CallFault Fault, string Meaning, string Mend) UnknownModel() =>
        (CallFault.UnknownModel, $"does not know the model '{endpoint.Name.Model}'", "Check its name against the endpoint's list of models");

    private static (CallFault Fault, string Meaning, string Mend) TooLong() =>
        (CallFault.ContextTooLong, "has a context shorter than the prompt", "Choose a shorter --context, or let it see the newest tokens only with ?window=N");

    private static string Quote(ErrorBody error) => error.Message.Length > 0 ? $": {error.Message.Trim().TrimEnd('.')}" : "";

    private static Exception Innermost(Exception e)
    {
        while (e.InnerException is { } inner) e = inner;
        return e;
    }

    private static string Between(string text, char first, char last)
    {
        var (start, end) = (text.IndexOf(first, StringComparison.Ordinal), text.LastIndexOf(last));
        return start >= 0 && end > start ? text[start..(end + 1)] : text;
    }
}
