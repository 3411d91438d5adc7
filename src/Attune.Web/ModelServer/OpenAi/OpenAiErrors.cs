namespace Attune.Web.ModelServer.OpenAi;

/// <summary>Errors as OpenAI writes them.</summary>
internal static class OpenAiErrors
{
    public static Reply Of(Refusal refusal)
    {
        var (type, code) = refusal.Kind switch
        {
            RefusalKind.UnknownModel => ("invalid_request_error", "model_not_found"),
            RefusalKind.UnknownUrl => ("invalid_request_error", "unknown_url"),
            RefusalKind.Unauthorized => ("invalid_request_error", "invalid_api_key"),
            RefusalKind.RateLimited => ("requests", "rate_limit_exceeded"),
            RefusalKind.ServerError => ("server_error", null),
            _ => ("invalid_request_error", (string?)null),
        };
        return Reply.Json(new(new(refusal.Message, type, refusal.Field, code)), WireJson.Compact.OpenAiError, refusal.Status);
    }
}
