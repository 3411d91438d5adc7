using Attune.Histories;
using Attune.Judging;
using Attune.Methods;
using Attune.Models;
using Attune.Prompts;
using Attune.Retrieval;
using Attune.Tasks;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Runs;

/// <summary>Runs one trial: history and question through method and model to an answer, and the answer to its scores. Thread-safe.</summary>
internal sealed class TrialRunner(
    IReadOnlyDictionary<string, ChatModel> models, ChatModel judgeModel, ITurnRetriever retriever, PromptLibrary prompts, MessageTokens tokens, CallPipeline calls)
{
    /// <summary>Runs a trial; a call that fails gives a failed trial. Only cancellation throws, and what would fail every other trial too.</summary>
    /// <param name="due">What to ask.</param>
    /// <param name="history">Null for the blind floor.</param>
    /// <param name="cancellationToken">Stops the trial.</param>
    /// <exception cref="ModelCallException"><see cref="ModelCallException.EndsRun"/>: the key, the model or the account is at fault.</exception>
    public async Task<TrialRecord> RunAsync(TrialUnderWay due, History? history, CancellationToken cancellationToken)
    {
        var trial = due.Trial;
        var model = models[trial.Condition.Model];
        var meter = new CallMeter(model.Price);
        using var tap = new PromptTap(calls.To(model, meter, mayAgain: due.MayAgain));
        var recorded = new RecordingRetriever(retriever);
        var client = Method.Wrap(
            trial.Condition.Method, Windowed(model, tap), trial.Question.Query.Question, trial.Preference.Text, recorded, prompts);
        var begun = Begun(due, history);
        TrialRecord? answered = null;
        try
        {
            List<ChatMessage> messages = [.. history?.Messages ?? [], new(ChatRole.User, trial.Question.Text)];
            var response = await client.GetResponseAsync(messages, cancellationToken: cancellationToken).ConfigureAwait(false);
            answered = AsSent(begun, tap, recorded, meter, trial, history) with { Answer = response.Text, Finish = Unusual(response.FinishReason), Steps = StepsOf(response, trial) };
            if (meter.Attempts > 0) due.Answered();
            return await ScoreAsync(answered, due, response, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (ModelCallException.ConcernsOneCall(e, cancellationToken))
        {
            return AsSent(begun, tap, recorded, meter, trial, history) with { Error = e.Message };
        }
        catch (Exception e) when (answered is null && meter.MayHaveCost)
        {
            due.Keep(AsSent(begun, tap, recorded, meter, trial, history) with { Error = e.Message });
            throw;
        }
    }

    /// <summary>A trial of which nothing is known yet but what it took when it failed before.</summary>
    private static TrialRecord Begun(TrialUnderWay due, History? history)
    {
        var (trial, failed) = (due.Trial, due.Failed);
        return new()
        {
            Key = trial.Key,
            Condition = trial.Condition,
            UserId = trial.Preference.UserId,
            QueryId = trial.Question.Query.Id,
            Form = trial.Question.Form,
            Outcome = TrialOutcome.Failed,
            Expected = trial.Question.Expected,
            OptionOrder = trial.Question.OptionOrder is { Count: > 0 } order ? order : null,
            HistoryTokens = history?.Tokens ?? 0,
            HistoryTokensCut = history?.CutTokens ?? 0,
            Attempts = failed?.Attempts ?? 0,
            Throttled = failed?.Throttled ?? 0,
            AttemptsWithoutUsage = failed?.AttemptsWithoutUsage ?? 0,
            LatencyMs = failed?.LatencyMs ?? 0,
            Usage = failed?.Usage ?? TokenUsage.None,
            CostUsd = failed is null ? 0 : failed.CostUsd,
            CostAtLeastUsd = failed?.CostAtLeastUsd,
        };
    }

    private IChatClient Windowed(ChatModel model, IChatClient client) =>
        model.Window is { } window ? new WindowChatClient(Fitting(model, client), window, tokens) : Fitting(model, client);

    /// <summary>Stands outside the tap: a prompt that does not fit was not sent.</summary>
    private IChatClient Fitting(ChatModel model, IChatClient client) =>
        model.ContextWindow is { } window ? new ContextWindowChatClient(client, model.Name.Text, window, model.MaxOutput, tokens) : client;

    private TrialRecord AsSent(
        TrialRecord record, PromptTap tap, RecordingRetriever recorded, CallMeter meter, TrialSpec trial, History? history) => record.WithCalls(meter) with
        {
            Prompts = tap.Prompts.Count > 1 ? tap.Prompts.Count : null,
            PromptHash = tap.Prompts.Count > 0 ? PromptHash.Of(tap.Prompts[0]) : null,
            Evidence = history is null || tap.Prompts.Count == 0 ? null : EvidenceOf(trial, history, tap, recorded),
        };

    private static IReadOnlyList<TrialStep>? StepsOf(ChatResponse response, TrialSpec trial) => MethodSteps.Of(response) is { Count: > 0 } steps
        ? [.. steps.Select(s => new TrialStep(s.Name, s.Text, s.Items?.Count, NamedPreference.In(s.Result, trial.Preference)))]
        : null;

    /// <summary>Null where the answer ended by itself, or nothing is said.</summary>
    private static string? Unusual(ChatFinishReason? finish) => finish == ChatFinishReason.Stop ? null : finish?.Value;

    /// <summary>Which revealing turns were sent: as messages of their own, or quoted by a method that retrieves.</summary>
    private TrialEvidence EvidenceOf(TrialSpec trial, History history, PromptTap tap, RecordingRetriever recorded)
    {
        var revealing = history.Evidence(trial.Evidence);
        var unseen = revealing.ToHashSet<ChatMessage>(ReferenceEqualityComparer.Instance);
        foreach (var prompt in tap.Prompts)
            foreach (var message in prompt) unseen.Remove(message);
        return new(
            revealing.Count,
            revealing.Count(m => !unseen.Contains(m) || recorded.Found(m)),
            trial.Condition.Method == Method.Rag ? revealing.Count(recorded.Found) : null,
            revealing.Count > 0 ? history.TokensAfterTurn(revealing[^1], tokens) : null);
    }

    private async Task<TrialRecord> ScoreAsync(
        TrialRecord record, TrialUnderWay due, ChatResponse response, CancellationToken cancellationToken)
    {
        var trial = due.Trial;
        if (response.FinishReason == ChatFinishReason.ContentFilter) return record with { Outcome = TrialOutcome.Refused };
        if (trial.Question.Task == TaskKind.Pair) return record with { Outcome = string.IsNullOrWhiteSpace(record.Answer) ? TrialOutcome.Invalid : TrialOutcome.Answered };
        if (trial.Question.Task == TaskKind.OpenEnded)
        {
            if (string.IsNullOrWhiteSpace(record.Answer)) return record with { Outcome = TrialOutcome.Invalid };
            record = record with { Outcome = TrialOutcome.Unjudged };
            if (record.Attempts > 0 && !models[record.Condition.Model].IsEmbedded) due.Keep(record);
            return await JudgeAsync(record, due, cancellationToken).ConfigureAwait(false);
        }

        var parsed = AnswerParser.Parse(trial.Question, response.Text);
        return parsed.Choice is { } choice
            ? record with { Outcome = TrialOutcome.Scored, Choice = choice, Scores = new() { ["accuracy"] = choice == record.Expected ? 1 : 0 } }
            : record with { Outcome = parsed.Refused ? TrialOutcome.Refused : TrialOutcome.Invalid };
    }

    /// <summary>Gives an answer to the judge. A verdict that is there already is not asked for again, unless its call failed.</summary>
    /// <param name="record">A trial with its answer.</param>
    /// <param name="due">What was asked; each verdict is kept while the others are asked for.</param>
    /// <param name="cancellationToken">Stops the trial.</param>
    /// <exception cref="ModelCallException"><see cref="ModelCallException.EndsRun"/>: the key, the model or the account is at fault.</exception>
    public async Task<TrialRecord> JudgeAsync(TrialRecord record, TrialUnderWay due, CancellationToken cancellationToken)
    {
        var (trial, preference) = (due.Trial, due.Trial.Preference);
        var judged = new JudgedAnswer(preference.Text, preference.Type, preference.Facets, trial.Question.Query.Question, record.Answer!);
        foreach (var dimension in Unscored(record))
        {
            var meter = new CallMeter(judgeModel.Price);
            var asked = calls.To(judgeModel, meter, each => WholeReplyChatClient.OfJudge(each, judgeModel.Name), due.MayJudgeAgain);
            try
            {
                var call = await new Judge(Fitting(judgeModel, asked), prompts).ScoreAsync(judged, dimension, cancellationToken).ConfigureAwait(false);
                record = record.WithJudgeCalls(meter) with { Verdicts = new(record.Verdicts ?? []) { [Word.Of(dimension)] = call.Verdict } };
            }
            catch when (meter.MayHaveCost)
            {
                due.Keep(record.WithJudgeCalls(meter));
                throw;
            }

            if (meter.Attempts > 0 && !judgeModel.IsEmbedded) due.Keep(record);
        }

        var scores = record.Verdicts!.Where(v => v.Value.Score is not null).ToDictionary(v => v.Key, v => (double)v.Value.Score!.Value);
        return record with { Outcome = scores.Count == Judge.Dimensions.Count ? TrialOutcome.Scored : TrialOutcome.Unjudged, Scores = scores };
    }

    /// <summary>The dimensions in which a judge must still be asked.</summary>
    public static IEnumerable<Dimension> Unscored(TrialRecord record) =>
        Judge.Dimensions.Where(d => record.Verdicts?.GetValueOrDefault(Word.Of(d)) is null or { State: VerdictState.Failed });
}
