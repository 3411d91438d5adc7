namespace Attune.Web.ModelServer.Anthropic;

/// <summary><c>POST /v1/messages</c>.</summary>
internal sealed class Messages(ServedModel model, KnownMessages known, PrefixCache? cache, TimeProvider clock) : ChatOperation(model, cache)
{
    private readonly ServedModel _model = model;

    public override string Name => "messages";

    public override string IdHeader => "request-id";

    public override Reply Refuse(Refusal refusal)
    {
        var type = refusal.Kind switch
        {
            RefusalKind.UnknownModel or RefusalKind.UnknownUrl => "not_found_error",
            RefusalKind.Unauthorized => "authentication_error",
            RefusalKind.TooLarge => "request_too_large",
            RefusalKind.RateLimited => "rate_limit_error",
            RefusalKind.ServerError => "api_error",
            _ => "invalid_request_error",
        };
        return Reply.Json(new("error", new(type, refusal.Message)), WireJson.Compact.AnthropicError, refusal.Status);
    }

    public override void Announce(IHeaderDictionary headers, RateState state) => AnthropicRates.Write(headers, state, clock.GetUtcNow());

    protected override ChatRequest Read(ReadOnlySpan<byte> body) => MessageReader.Read(body, _model, known);

    protected override Reply Write(ChatRequest request, string id, Answer? answer, Usage usage)
    {
        id = "msg_" + id;
        var (read, created) = (usage.Cache.Read, usage.Cache.Created);
        var billed = new MessageUsage(usage.Input - read - created, created, read, usage.Output);
        if (request.Stream) return Stream(request, id, answer, billed);
        TextBlock[] content = answer is null ? [] : [new("text", answer.Text)];
        return Reply.Json(new(id, "message", "assistant", request.Model, content, Reason(answer), answer?.Stop, billed), WireJson.Compact.MessageBody);
    }

    private static Reply Stream(ChatRequest request, string id, Answer? answer, MessageUsage billed)
    {
        var events = new ServerSentEvents();
        Add(new("message_start") { Message = new(id, "message", "assistant", request.Model, [], null, null, billed with { OutputTokens = 0 }) });
        if (answer is not null)
        {
            Add(new("content_block_start") { Index = 0, ContentBlock = new("text", "") });
            foreach (var piece in answer.Pieces()) Add(new("content_block_delta") { Index = 0, Delta = new() { Type = "text_delta", Text = piece } });
            Add(new("content_block_stop") { Index = 0 });
        }

        Add(new("message_delta")
        {
            Delta = new() { StopReason = Reason(answer), StopSequence = answer?.Stop },
            Usage = new(null, null, null, billed.OutputTokens),
        });
        Add(new("message_stop"));
        return events.ToReply();

        void Add(MessageEvent message) => events.Add(message.Type, message, WireJson.Compact.MessageEvent);
    }

    private static string Reason(Answer? answer) => answer?.Finish switch
    {
        Finish.Length => "max_tokens",
        Finish.StopSequence => "stop_sequence",
        _ => "end_turn",
    };
}
