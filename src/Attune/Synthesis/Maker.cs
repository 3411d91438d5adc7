using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attune.Models;
using Attune.Prompts;
using Attune.Runs;
using Attune.Runs.Costs;
using Attune.Synthesis.Drafts;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Synthesis;

/// <summary>
/// Has drafts made by a model: asks, takes what is good in the answer, names the faults and asks again, and in the end sets aside what
/// is missing still. What has been made of the same request before is not made again. Thread-safe.
/// </summary>
internal sealed class Maker(ChatModel model, CallPipeline calls, PromptLibrary prompts, MessageTokens tokens, ArtefactLog log, Func<Draft, long> seedOf, Budget? budget, int inFlight) : IDisposable
{
    /// <summary>The first time, and three more with the faults named.</summary>
    public const int MostAsks = 4;

    private readonly SemaphoreSlim _slots = new(inFlight);
    private ExceptionDispatchInfo? _end;

    /// <summary>Called with each artefact that was made now.</summary>
    public Action<Artefact>? Made { get; init; }

    /// <summary>Called with each that was not, because a call failed.</summary>
    public Action<SetAside>? Failed { get; init; }

    /// <summary>What a draft came to; where a call failed nothing was made, and it is made another time.</summary>
    /// <exception cref="ModelCallException">No other call could succeed.</exception>
    /// <exception cref="BudgetReachedException">The budget is used.</exception>
    public async Task<Artefact> MakeAsync(Draft draft, CancellationToken cancellationToken)
    {
        var (blank, messages) = Begin(draft);
        if (log.Find(draft.Key, blank.Request) is { } known) return known;
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _end?.Throw();
            var artefact = await AskAsync(draft, blank, messages, cancellationToken).ConfigureAwait(false);
            log.Append(artefact);
            Made?.Invoke(artefact);
            return artefact;
        }
        catch (ModelCallException e) when (!e.EndsRun)
        {
            Failed?.Invoke(new(draft.Stage, draft.Key, e.Message));
            return blank;
        }
        catch (Exception e) when (e is ModelCallException or BudgetReachedException)
        {
            // What is under way is paid for and comes to its end; nothing more begins.
            _end ??= ExceptionDispatchInfo.Capture(e);
            throw;
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>What a draft came to before; nothing where it did not.</summary>
    public Artefact Recall(Draft draft)
    {
        var (blank, _) = Begin(draft);
        return log.Find(draft.Key, blank.Request) ?? blank;
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>The artefact with nothing made yet, and the messages that ask for it.</summary>
    private (Artefact Blank, List<ChatMessage> Messages) Begin(Draft draft)
    {
        var seed = seedOf(draft);
        var instruction = prompts.Render(draft.Prompt, new Dictionary<string, object?>());
        var request = JsonSerializer.Serialize(draft.Request(seed), DraftJson.Texts.DraftRequest);
        var provenance = new Provenance(model.Name.Text, Digest(instruction)[..12], seed);
        return (
            new() { Key = draft.Key, Request = Digest(instruction + '\0' + request), Made = provenance, Asks = 0, Usage = TokenUsage.None },
            [new(ChatRole.System, instruction), new(ChatRole.User, request)]);
    }

    private async Task<Artefact> AskAsync(Draft draft, Artefact blank, List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var meter = new CallMeter(model.Price);
        using var client = calls.To(model, meter);
        var options = new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(draft.Schema, draft.Prompt.Replace('-', '_')) };
        IReadOnlyList<Flaw> flaws;
        Spending untold = default;
        var asks = 0;
        while (true)
        {
            var (response, unknown) = await CallAsync(client, messages, options, meter, cancellationToken).ConfigureAwait(false);
            untold += unknown;
            asks++;
            flaws = JsonInReply.In(response.Text) is { } json ? draft.Take(json) : draft.Useless(NoJson(response));
            if (flaws.Count == 0 || asks == MostAsks) break;
            messages.Add(new(ChatRole.Assistant, response.Text.Length > 0 ? response.Text : "(no answer)"));
            messages.Add(new(ChatRole.User, prompts.Render("generate-again", new Dictionary<string, object?> { ["faults"] = flaws.Select(f => f.Fault).Distinct().ToList() })));
        }

        return draft.Fill(blank with
        {
            Asks = asks,
            Usage = meter.Usage,
            CostUsd = meter.CostUsd,
            ReservedTokens = untold.Tokens > 0 ? untold.Tokens : null,
            ReservedUsd = untold.Usd > 0 ? untold.Usd : null,
            SetAside = SetAside(draft.Stage, flaws),
        });
    }

    /// <summary>Makes one call within the budget.</summary>
    /// <returns>The answer, and where the endpoint does not say what it took, the most that it can have taken.</returns>
    private async Task<(ChatResponse Response, Spending Untold)> CallAsync(
        IChatClient client, List<ChatMessage> messages, ChatOptions options, CallMeter meter, CancellationToken cancellationToken)
    {
        var most = Most(messages);
        if (budget is not null && !await budget.ReserveAsync(most, cancellationToken).ConfigureAwait(false))
            throw new BudgetReachedException(new("the budget", $"does not reach for another call: {budget.Standing} are used", "Go on with a larger --max-cost or --max-tokens, or with none"));
        var (attempts, usage, usd) = (meter.Attempts, meter.Usage, meter.CostUsd ?? 0);
        Spending actual = default;
        try
        {
            var response = await client.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
            var tokensUsed = meter.Usage.Input + meter.Usage.Output - usage.Input - usage.Output;
            var isUntold = tokensUsed == 0 && meter.Attempts > attempts;
            if (!model.IsEmbedded) actual = isUntold ? most : new((meter.CostUsd ?? 0) - usd, tokensUsed);
            return (response, isUntold ? most : default);
        }
        finally
        {
            budget?.Settle(most, actual);
        }
    }

    private Spending Most(List<ChatMessage> messages)
    {
        if (model.IsEmbedded) return default;
        var (input, output) = (tokens.Count(messages), model.MaxOutput ?? Assumed.LongestAnswer);
        return new(model.Price?.Of(new(input, 0, output, Written: input)) ?? 0, input + output);
    }

    private static string NoJson(ChatResponse response) => response switch
    {
        _ when response.FinishReason == ChatFinishReason.ContentFilter => "the answer was held back by a content filter",
        _ when response.FinishReason == ChatFinishReason.Length => "the JSON object breaks off at the answer's greatest length; write less",
        { Text.Length: 0 } => "the answer is empty",
        _ => "the answer holds no whole JSON object",
    };

    private static List<SetAside>? SetAside(string stage, IReadOnlyList<Flaw> flaws) => flaws.Count == 0
        ? null
        : [.. flaws.GroupBy(f => f.Item).Select(f => new SetAside(stage, f.Key, string.Join("; ", f.Select(x => x.Fault).Distinct())))];

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
