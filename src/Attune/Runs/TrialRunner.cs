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
    /// <param name="trial">What to ask.</param>
    /// <param name="history">Null for the blind floor.</param>
    /// <param name="journal">Keeps the answer while it is judged.</param>
    /// <param name="answered">Called when an endpoint has answered; not for an answer from the response cache.</param>
    /// <param name="cancellationToken">Stops the trial.</param>
    /// <exception cref="ModelCallException"><see cref="ModelCallException.EndsRun"/>: the key, the model or the account is at fault.</exception>
    public async Task<TrialRecord> RunAsync(TrialSpec trial, History? history, CallJournal journal, Action answered, CancellationToken cancellationToken)
    {
        var model = models[trial.Condition.Model];
        var meter = new CallMeter(model.Price);
        using var tap = new PromptTap(calls.To(model, meter));
        var recorded = new RecordingRetriever(retriever);
        var client = Method.Wrap(
            trial.Condition.Method, Windowed(model, tap), trial.Question.Query.Question, trial.Preference.Text, recorded, prompts);
        var record = new TrialRecord
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
        };
        try
        {
            List<ChatMessage> messages = [.. history?.Messages ?? [], new(ChatRole.User, trial.Question.Text)];
            var response = await client.GetResponseAsync(messages, cancellationToken: cancellationToken).ConfigureAwait(false);
            record = AsSent(record, tap, recorded, meter, trial, history) with { Answer = response.Text, Finish = Unusual(response.FinishReason), Steps = StepsOf(response, trial) };
            if (meter.Attempts > 0) answered();
            return await ScoreAsync(record, trial, response, journal, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (BadInputException or ModelCallException { EndsRun: true }) && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return AsSent(record, tap, recorded, meter, trial, history) with { Error = e.Message };
        }
    }

    private IChatClient Windowed(ChatModel model, IChatClient client) =>
        model.Window is { } window ? new WindowChatClient(Fitting(model, client), window, tokens) : Fitting(model, client);

    /// <summary>Stands outside the tap: a prompt that does not fit was not sent.</summary>
    private IChatClient Fitting(ChatModel model, IChatClient client) =>
        model.ContextWindow is { } window ? new ContextWindowChatClient(client, model.Name.Text, window, model.MaxOutput, tokens) : client;

    private TrialRecord AsSent(
        TrialRecord record, PromptTap tap, RecordingRetriever recorded, CallMeter meter, TrialSpec trial, History? history) => record with
        {
            Attempts = meter.Attempts,
            Throttled = meter.Throttled,
            AttemptsWithoutUsage = meter.WithoutUsage,
            LatencyMs = Math.Round(meter.LatencyMs, 3),
            Usage = meter.Usage,
            CostUsd = meter.CostUsd,
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
    private static TrialEvidence EvidenceOf(TrialSpec trial, History history, PromptTap tap, RecordingRetriever recorded)
    {
        var revealing = history.Evidence(trial.Evidence);
        var unseen = revealing.ToHashSet<ChatMessage>(ReferenceEqualityComparer.Instance);
        foreach (var prompt in tap.Prompts)
            foreach (var message in prompt) unseen.Remove(message);
        return new(
            revealing.Count,
            revealing.Count(m => !unseen.Contains(m) || recorded.Found(m)),
            trial.Condition.Method == Method.Rag ? revealing.Count(recorded.Found) : null);
    }

    private async Task<TrialRecord> ScoreAsync(
        TrialRecord record, TrialSpec trial, ChatResponse response, CallJournal journal, CancellationToken cancellationToken)
    {
        if (response.FinishReason == ChatFinishReason.ContentFilter) return record with { Outcome = TrialOutcome.Refused };
        if (trial.Question.Task == TaskKind.OpenEnded)
        {
            if (string.IsNullOrWhiteSpace(record.Answer)) return record with { Outcome = TrialOutcome.Invalid };
            record = record with { Outcome = TrialOutcome.Unjudged };
            if (record.Attempts > 0 && !models[record.Condition.Model].IsEmbedded) journal.Keep(record);
            return await JudgeAsync(record, trial, journal, cancellationToken).ConfigureAwait(false);
        }

        var parsed = AnswerParser.Parse(trial.Question, response.Text);
        return parsed.Choice is { } choice
            ? record with { Outcome = TrialOutcome.Scored, Choice = choice, Scores = new() { ["accuracy"] = choice == record.Expected ? 1 : 0 } }
            : record with { Outcome = parsed.Refused ? TrialOutcome.Refused : TrialOutcome.Invalid };
    }

    /// <summary>Gives an answer to the judge. A verdict that is there already is not asked for again, unless its call failed.</summary>
    /// <param name="record">A trial with its answer.</param>
    /// <param name="trial">What was asked.</param>
    /// <param name="journal">Keeps each verdict while the others are asked for.</param>
    /// <param name="cancellationToken">Stops the trial.</param>
    /// <exception cref="ModelCallException"><see cref="ModelCallException.EndsRun"/>: the key, the model or the account is at fault.</exception>
    public async Task<TrialRecord> JudgeAsync(TrialRecord record, TrialSpec trial, CallJournal journal, CancellationToken cancellationToken)
    {
        var preference = trial.Preference;
        var judged = new JudgedAnswer(preference.Text, preference.Type, preference.Facets, trial.Question.Query.Question, record.Answer!);
        foreach (var dimension in Unscored(record))
        {
            var meter = new CallMeter(judgeModel.Price);
            var asked = calls.To(judgeModel, meter, each => new WholeReplyChatClient(each, judgeModel.Name));
            var call = await new Judge(Fitting(judgeModel, asked), prompts).ScoreAsync(judged, dimension, cancellationToken).ConfigureAwait(false);
            record = WithVerdict(record, dimension, call.Verdict, meter);
            if (meter.Attempts > 0 && !judgeModel.IsEmbedded) journal.Keep(record);
        }

        var scores = record.Verdicts!.Where(v => v.Value.Score is not null).ToDictionary(v => v.Key, v => (double)v.Value.Score!.Value);
        return record with { Outcome = scores.Count == Judge.Dimensions.Count ? TrialOutcome.Scored : TrialOutcome.Unjudged, Scores = scores };
    }

    /// <summary>The dimensions in which a judge must still be asked.</summary>
    public static IEnumerable<Dimension> Unscored(TrialRecord record) =>
        Judge.Dimensions.Where(d => record.Verdicts?.GetValueOrDefault(Word.Of(d)) is null or { State: VerdictState.Failed });

    private TrialRecord WithVerdict(TrialRecord record, Dimension dimension, Verdict verdict, CallMeter meter) => record with
    {
        Verdicts = new(record.Verdicts ?? []) { [Word.Of(dimension)] = verdict },
        JudgeUsage = (record.JudgeUsage ?? TokenUsage.None) + meter.Usage,
        JudgeAttempts = (record.JudgeAttempts ?? 0) + meter.Attempts,
        JudgeThrottled = (record.JudgeThrottled ?? 0) + meter.Throttled is > 0 and var throttled ? throttled : null,
        JudgeAttemptsWithoutUsage = (record.JudgeAttemptsWithoutUsage ?? 0) + meter.WithoutUsage is > 0 and var untold ? untold : null,
        JudgeLatencyMs = Math.Round((record.JudgeLatencyMs ?? 0) + meter.LatencyMs, 3),
        JudgeCostUsd = meter.CostUsd + (record.JudgeUsage is null ? 0 : record.JudgeCostUsd),
    };
}
