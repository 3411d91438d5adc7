using Attune.Judging;
using Attune.Models;
using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Runs.Pairs;

/// <summary>A contest that an evaluator is to decide, in the orders of the seats that are missing.</summary>
internal sealed class ContestEvaluation : Evaluation<ContestRecord>
{
    private readonly AnsweredPair _a;
    private readonly AnsweredPair _b;
    private readonly IReadOnlyList<SeatOrder> _missing;

    private ContestEvaluation(ChatModel evaluator, ContestRecord begun, AnsweredPair a, AnsweredPair b)
        : base(evaluator, begun) => (_a, _b, _missing) = (a, b, begun.Missing());

    public override string Name => "contest";

    public override int Missing => _missing.Count;

    /// <summary>What is to be asked.</summary>
    /// <param name="contest">Who meets over what.</param>
    /// <param name="a">The pair as contestant A answered it, and the identity of the answers.</param>
    /// <param name="b">Likewise contestant B.</param>
    /// <param name="evaluator">Whom to ask.</param>
    /// <param name="known">What the evaluator said before; null where it was not asked.</param>
    public static ContestEvaluation Of(PossibleContest contest, (AnsweredPair Pair, string Identity) a, (AnsweredPair Pair, string Identity) b, ChatModel evaluator, ContestRecord? known)
    {
        var answers = $"{a.Identity}-{b.Identity}";
        var begun = known is { } before
            ? before.Answers == answers ? before : before with { Answers = answers, Orders = [] } // what it took stays part of what it takes
            : new()
            {
                Key = contest.KeyFor(evaluator),
                Evaluator = evaluator.Name.Text,
                A = contest.A.Condition,
                B = contest.B.Condition,
                PairId = contest.A.Pair.Id,
                Distance = contest.A.Pair.Distance,
                Users = [contest.A.A.UserId, contest.A.B.UserId],
                Answers = answers,
                CostUsd = 0,
            };
        return new(evaluator, begun, a.Pair, b.Pair);
    }

    public override IReadOnlyList<ChatMessage> Prompt(PromptLibrary prompts) => ContestEvaluator.Prompt(prompts, _a, _b, default);

    public override bool BreaksOff(ChatResponse response) => ContestReply.BreaksOff(response);

    public override async Task<ContestRecord> AskAsync(ContestRecord record, int order, IChatClient client, PromptLibrary prompts, CancellationToken cancellationToken) =>
        record.With(await new ContestEvaluator(client, prompts).EvaluateAsync(_a, _b, _missing[order], cancellationToken).ConfigureAwait(false));
}
