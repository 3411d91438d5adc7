using Attune.Models;
using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>
/// Asks a model which of two answers was given for which of two preferences, in all four orders (InterPref sections 4.1 and 4.2).
/// It sees the texts and nothing else. The rules come first and the answers last, so that calls share their prefix; nothing is asked
/// again here. Thread-safe if the client is.
/// </summary>
/// <param name="client">The evaluator model; stays the caller's to dispose.</param>
/// <param name="prompts">Holds <c>evaluate-pair</c> and <c>evaluate-pair-case</c>; by default those that ship with Attune.</param>
public sealed class PairEvaluator(IChatClient client, PromptLibrary? prompts = null)
{
    private readonly PromptLibrary _prompts = prompts ?? PromptLibrary.Default;

    /// <summary>
    /// Evaluates one pair in four calls, one after the other; none where an answer is blank, or both are the same text. A call that fails gives an order that
    /// says so; only cancellation throws, and what would fail for every other pair too.
    /// </summary>
    /// <exception cref="ModelCallException"><see cref="ModelCallException.EndsRun"/>: the key, the model or the account is at fault.</exception>
    public async Task<PairVerdict> EvaluateAsync(AnsweredPair pair, CancellationToken cancellationToken = default)
    {
        var orders = new List<OrderVerdict>();
        foreach (var order in PairOrder.All) orders.Add(await EvaluateAsync(pair, order, cancellationToken).ConfigureAwait(false));
        return new(orders);
    }

    /// <summary>Evaluates one pair in one order, in one call.</summary>
    /// <exception cref="ModelCallException">As for all four.</exception>
    public async Task<OrderVerdict> EvaluateAsync(AnsweredPair pair, PairOrder order, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(pair.AnswerA) || string.IsNullOrWhiteSpace(pair.AnswerB))
            return new(order, OrderState.Invalid, "There are not two answers.");
        if (AreAlike(pair)) return new(order, OrderState.Alike, "Both answers are the same.");
        try
        {
            var response = await client.GetResponseAsync(Prompt(_prompts, pair, order), cancellationToken: cancellationToken).ConfigureAwait(false);
            return PairReply.Read(response, order);
        }
        catch (Exception e) when (ModelCallException.ConcernsOneCall(e, cancellationToken))
        {
            return new(order, OrderState.Failed, e.Message);
        }
    }

    /// <summary>Whether both answers are the same text, but for white space around it.</summary>
    internal static bool AreAlike(AnsweredPair pair) => pair.AnswerA.AsSpan().Trim().SequenceEqual(pair.AnswerB.AsSpan().Trim());

    /// <summary>What is asked.</summary>
    internal static IReadOnlyList<ChatMessage> Prompt(PromptLibrary prompts, AnsweredPair pair, PairOrder order)
    {
        var preferences = InOrder(pair.PreferenceA, pair.PreferenceB, order.PreferencesSwapped);
        var answers = InOrder(pair.AnswerA, pair.AnswerB, order.AnswersSwapped);
        return
        [
            new(ChatRole.System, prompts.Render("evaluate-pair", new Dictionary<string, object?>())),
            new(ChatRole.User, prompts.Render("evaluate-pair-case", new Dictionary<string, object?>
            {
                ["query"] = pair.Query,
                ["preference_1"] = preferences.First.ReplaceLineEndings(" "),
                ["preference_2"] = preferences.Second.ReplaceLineEndings(" "),
                ["answer_a"] = answers.First,
                ["answer_b"] = answers.Second,
            })),
        ];
    }

    private static (string First, string Second) InOrder(string a, string b, bool swapped) => swapped ? (b, a) : (a, b);
}
