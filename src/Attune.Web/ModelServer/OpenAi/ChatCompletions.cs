namespace Attune.Web.ModelServer.OpenAi;

/// <summary><c>POST /v1/chat/completions</c>.</summary>
internal sealed class ChatCompletions(ServedModel model, KnownMessages known, PrefixCache? cache, TimeProvider clock) : ChatOperation(model, cache)
{
    private readonly ServedModel _model = model;

    public override string Name => "chat/completions";

    public override string IdHeader => "x-request-id";

    public override Reply Refuse(Refusal refusal) => OpenAiErrors.Of(refusal);

    public override void Announce(IHeaderDictionary headers, RateState state) => OpenAiRates.Write(headers, state);

    protected override ChatRequest Read(ReadOnlySpan<byte> body) => ChatCompletionReader.Read(body, _model, known);

    protected override Reply Write(ChatRequest request, string id, Answer? answer, Usage usage)
    {
        id = "chatcmpl-" + id;
        var created = clock.GetUtcNow().ToUnixTimeSeconds();
        var billed = new ChatUsage(usage.Input, usage.Output, usage.Input + usage.Output, new(usage.Cache.Read));
        if (request.Stream) return Stream(request, id, created, answer, billed);
        Choice[] choices = answer is null ? [] : [new(0, new("assistant", answer.Text), Reason(answer))];
        return Reply.Json(new(id, "chat.completion", created, request.Model, choices, billed), WireJson.Compact.ChatCompletion);
    }

    private static Reply Stream(ChatRequest request, string id, long created, Answer? answer, ChatUsage billed)
    {
        var events = new ServerSentEvents();
        if (answer is not null)
        {
            Add(new(0, new("assistant", ""), null));
            foreach (var piece in answer.Pieces()) Add(new(0, new(null, piece), null));
            Add(new(0, new(null, null), Reason(answer)));
        }

        if (request.StreamUsage) events.Add(null, new(id, "chat.completion.chunk", created, request.Model, [], billed), WireJson.Compact.ChatCompletionChunk);
        events.Add("data: [DONE]\n\n"u8);
        return events.ToReply();

        void Add(ChunkChoice choice) =>
            events.Add(null, new(id, "chat.completion.chunk", created, request.Model, [choice], null), WireJson.Compact.ChatCompletionChunk);
    }

    private static string Reason(Answer answer) => answer.Finish == Finish.Length ? "length" : "stop";
}
