using Attune.Models;
using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>
/// Asks a model which of two contestants, models or methods, takes the users' preferences better into account (InterPref section 4.1,
/// equation 3, by the guideline of appendix F.2): whose two answers differ more, in ways that follow from the two preferences. It is asked twice,
/// the seats swapped, and sees the texts and nothing else, neither names nor the other order. The rules come first and the answers
/// last, so that calls share their prefix; nothing is asked again here. Thread-safe if the client is.
/// </summary>
/// <param name="client">The evaluator model; stays the caller's to dispose.</param>
/// <param name="prompts">Holds <c>evaluate-contest</c> and <c>evaluate-contest-case</c>; by default those that ship with Attune.</param>
public sealed class ContestEvaluator(IChatClient client, PromptLibrary? prompts = null)
{
    private readonly PromptLibrary _prompts = prompts ?? PromptLibrary.Default;

    /// <summary>
    /// Evaluates one contest in two calls, one after the other; none where an answer is blank. A call that fails gives an order that says
    /// so; only cancellation throws, and what would fail for every other contest too.
    /// </summary>
    /// <param name="a">The pair as contestant A answered it.</param>
    /// <param name="b">The same pair as contestant B answered it.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="ArgumentException">The two differ in a preference or in the query.</exception>
    /// <exception cref="ModelCallException"><see cref="ModelCallException.EndsRun"/>: the key, the model or the account is at fault.</exception>
    public async Task<ContestVerdict> EvaluateAsync(AnsweredPair a, AnsweredPair b, CancellationToken cancellationToken = default)
    {
        if ((a.PreferenceA, a.PreferenceB, a.Query) != (b.PreferenceA, b.PreferenceB, b.Query))
            throw new ArgumentException("Contestants answer the same query of the same two users.", nameof(b));
        var orders = new List<SeatVerdict>();
        foreach (var order in SeatOrder.All) orders.Add(await EvaluateAsync(a, b, order, cancellationToken).ConfigureAwait(false));
        return new(orders);
    }

    /// <summary>Evaluates one contest in one order of the seats, in one call.</summary>
    /// <exception cref="ModelCallException">As for both.</exception>
    public async Task<SeatVerdict> EvaluateAsync(AnsweredPair a, AnsweredPair b, SeatOrder order, CancellationToken cancellationToken = default)
    {
        string[] answers = [a.AnswerA, a.AnswerB, b.AnswerA, b.AnswerB];
        if (answers.Any(string.IsNullOrWhiteSpace)) return new(order, SeatState.Invalid, "A contestant has not answered both users.");
        try
        {
            return ContestReply.Read(await client.GetResponseAsync(Prompt(_prompts, a, b, order), cancellationToken: cancellationToken).ConfigureAwait(false), order);
        }
        catch (Exception e) when (ModelCallException.ConcernsOneCall(e, cancellationToken))
        {
            return new(order, SeatState.Failed, e.Message);
        }
    }

    /// <summary>What is asked.</summary>
    internal static IReadOnlyList<ChatMessage> Prompt(PromptLibrary prompts, AnsweredPair a, AnsweredPair b, SeatOrder order)
    {
        var (left, right) = order.Swapped ? (b, a) : (a, b);
        return
        [
            new(ChatRole.System, prompts.Render("evaluate-contest", new Dictionary<string, object?>())),
            new(ChatRole.User, prompts.Render("evaluate-contest-case", new Dictionary<string, object?>
            {
                ["query"] = left.Query,
                ["preference_1"] = left.PreferenceA.ReplaceLineEndings(" "),
                ["preference_2"] = left.PreferenceB.ReplaceLineEndings(" "),
                ["left_1"] = left.AnswerA,
                ["left_2"] = left.AnswerB,
                ["right_1"] = right.AnswerA,
                ["right_2"] = right.AnswerB,
            })),
        ];
    }
}
