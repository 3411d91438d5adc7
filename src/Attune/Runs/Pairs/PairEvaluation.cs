using Attune.Judging;
using Attune.Models;
using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Runs.Pairs;

/// <summary>A pair of answers that an evaluator is to match, in the orders that are missing.</summary>
internal sealed class PairEvaluation : Evaluation<VerdictRecord>
{
    private readonly AnsweredPair _pair;
    private readonly IReadOnlyList<PairOrder> _missing;

    private PairEvaluation(ChatModel evaluator, VerdictRecord begun, AnsweredPair pair)
        : base(evaluator, begun) => (_pair, _missing) = (pair, begun.Missing());

    public override string Name => "verdict";

    public override int Missing => _missing.Count;

    /// <summary>What is to be asked.</summary>
    /// <param name="planned">The pair and its condition.</param>
    /// <param name="answered">The pair with its answers.</param>
    /// <param name="answers">The identity of the answers.</param>
    /// <param name="evaluator">Whom to ask.</param>
    /// <param name="known">Gives what the evaluator said before, by key; null where it was not asked.</param>
    public static PairEvaluation Of(PlannedPair planned, AnsweredPair answered, string answers, ChatModel evaluator, Func<string, VerdictRecord?> known)
    {
        var key = Key(planned, evaluator);
        var begun = known(key) is { } before
            ? before.Answers == answers ? before : before with { Answers = answers, Orders = [] } // what it took stays part of what it takes
            : new()
            {
                Key = key,
                Evaluator = evaluator.Name.Text,
                Condition = planned.Condition,
                PairId = planned.Pair.Id,
                Distance = planned.Pair.Distance,
                Users = [planned.A.UserId, planned.B.UserId],
                Answers = answers,
                CostUsd = 0,
            };
        return new(evaluator, begun, answered);
    }

    public static string Key(PlannedPair planned, ChatModel evaluator) =>
        EvaluationKey.Of(Condition.Fields.Select(f => planned.Condition[f]).Append(planned.Pair.Id).Append(evaluator.Name.Text));

    public override IReadOnlyList<ChatMessage> Prompt(PromptLibrary prompts) => PairEvaluator.Prompt(prompts, _pair, default);

    public override bool BreaksOff(ChatResponse response) => PairReply.BreaksOff(response);

    public override async Task<VerdictRecord> AskAsync(VerdictRecord record, int order, IChatClient client, PromptLibrary prompts, CancellationToken cancellationToken) =>
        record.With(await new PairEvaluator(client, prompts).EvaluateAsync(_pair, _missing[order], cancellationToken).ConfigureAwait(false));
}
