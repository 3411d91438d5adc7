namespace Attune.Web.ModelServer;

/// <summary>Asks the model for an answer. A subclass knows one vendor's way to say so.</summary>
internal abstract class ChatOperation(ServedModel model, PrefixCache? cache) : IOperation
{
    public abstract string Name { get; }

    public abstract string IdHeader { get; }

    IQuestion IOperation.Read(ReadOnlySpan<byte> body) => new Question(this, Read(body));

    public abstract Reply Refuse(Refusal refusal);

    public abstract void Announce(IHeaderDictionary headers, RateState state);

    protected abstract ChatRequest Read(ReadOnlySpan<byte> body);

    /// <summary>The body of an answer.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="id">Names the request and this attempt at it.</param>
    /// <param name="answer">Null to leave out what the answer is about.</param>
    /// <param name="usage">What it is billed.</param>
    protected abstract Reply Write(ChatRequest request, string id, Answer? answer, Usage usage);

    private sealed class Question(ChatOperation operation, ChatRequest request) : IQuestion
    {
        public UInt128 Name => request.Name;

        public int Tokens => request.Prompt.Tokens;

        public async ValueTask<Reply> AnswerAsync(string id, FaultKind? fault, CancellationToken cancellationToken) =>
            await operation.AnswerAsync(request, id, fault, cancellationToken);
    }

    private async ValueTask<Reply> AnswerAsync(ChatRequest request, string id, FaultKind? fault, CancellationToken cancellationToken)
    {
        var found = cache?.Find(request.Prompt) ?? default;
        Answer? answer = fault == FaultKind.Empty ? null : await model.AnswerAsync(request, fault, cancellationToken);
        var usage = new Usage(request.Prompt.Tokens, answer?.Tokens ?? 0, found);
        return Write(request, id, answer, usage) with { Usage = usage, Kept = request.Prompt };
    }
}
