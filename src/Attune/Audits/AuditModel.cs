using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Attune.Models;
using Attune.Prompts;
using Attune.Runs;
using Attune.Runs.Costs;
using Attune.Synthesis.Drafts;
using Attune.Tokens;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace Attune.Audits;

/// <summary>The model that an audit asks for its opinion, in JSON. Calls go the way of a run's: retries, cache, budget. Thread-safe.</summary>
internal sealed class AuditModel
{
    private readonly AuditOptions _options;
    private readonly ChatModel _model;
    private readonly MessageTokens _tokens;
    private readonly PromptLibrary _prompts;
    private readonly CallPipeline _calls;
    private readonly Budget? _budget;
    private readonly Lock _counting = new();
    private double? _usd = 0;

    public AuditModel(AuditOptions options, ChatModel model, MessageTokens tokens, Budget? budget)
    {
        (_options, _model, _tokens, _budget) = (options, model, tokens, budget);
        _prompts = options.Prompts is { } folder ? PromptLibrary.WithOverrides(folder) : PromptLibrary.Default;
        _calls = new(new CallRetry(options.Retry ?? new(), options.Log ?? NullLogger.Instance), options.Cache);
    }

    /// <summary>US dollars so far; null where the price, or what an answer took, is not known.</summary>
    public double? CostUsd => _usd;

    /// <summary>Asks the same about many things.</summary>
    /// <param name="prompt">The prompt's name.</param>
    /// <param name="requests">What each is about.</param>
    /// <param name="requestType">How they are written.</param>
    /// <param name="answerType">What an answer looks like.</param>
    /// <param name="told">Called after each with their number so far.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>An answer to each; null where the call failed, or the answer could not be read.</returns>
    /// <exception cref="ModelCallException">No call could succeed.</exception>
    /// <exception cref="BudgetReachedException">The budget is used.</exception>
    public async Task<IReadOnlyList<TAnswer?>> AskAsync<TRequest, TAnswer>(
        string prompt, IReadOnlyList<TRequest> requests, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TAnswer> answerType, Action<int> told, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var answers = new TAnswer?[requests.Count];
        var done = 0;
        var instruction = _prompts.Render(prompt, new Dictionary<string, object?>());
        var form = new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(AuditJson.Schema(answerType), prompt.Replace('-', '_')) };
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(_options.Concurrency ?? 8, 1), CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, requests.Count), parallel, async (i, token) =>
        {
            var reply = await ReplyAsync([new(ChatRole.System, instruction), new(ChatRole.User, JsonSerializer.Serialize(requests[i], requestType))], form, token).ConfigureAwait(false);
            answers[i] = reply is null ? null : Read(reply, answerType);
            told(Interlocked.Increment(ref done));
        }).ConfigureAwait(false);
        return answers;
    }

    private static TAnswer? Read<TAnswer>(string reply, JsonTypeInfo<TAnswer> type)
        where TAnswer : class
    {
        try
        {
            return JsonInReply.In(reply) is { } json ? JsonSerializer.Deserialize(json, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null where the call failed for a reason of its own.</summary>
    private async Task<string?> ReplyAsync(List<ChatMessage> messages, ChatOptions form, CancellationToken cancellationToken)
    {
        var meter = new CallMeter(_model.Price);
        var input = _tokens.Count(messages);
        var output = _model.MaxOutput ?? Assumed.LongestAnswer;
        var most = _model.IsEmbedded ? default : new Spending(_model.Price?.Of(new(input, 0, output, Written: input)) ?? 0, input + output);
        if (_budget is not null && !await _budget.ReserveAsync(most, cancellationToken).ConfigureAwait(false))
            throw new BudgetReachedException(new("the budget", $"does not reach for another call: {_budget.Standing} are used", "Go on with a larger --max-cost or --max-tokens, or with none"));
        try
        {
            using var client = _calls.To(_model, meter);
            return (await client.GetResponseAsync(messages, form, cancellationToken).ConfigureAwait(false)).Text;
        }
        catch (ModelCallException e) when (!e.EndsRun)
        {
            return null;
        }
        finally
        {
            var used = meter.Usage.Input + meter.Usage.Output;
            _budget?.Settle(most, _model.IsEmbedded ? default : used > 0 || meter.Attempts == 0 ? new(meter.CostUsd ?? 0, used) : most);
            lock (_counting) _usd += meter.CostUsd;
        }
    }
}
