using Attune.Models;
using Attune.Prompts;
using Microsoft.Extensions.AI;

namespace Attune.Runs.Pairs;

/// <summary>Something that an evaluator is to be asked in several orders, one call each. For one asking.</summary>
/// <param name="evaluator">Whom.</param>
/// <param name="begun">What is known so far: orders that were asked in an earlier run, and what they took.</param>
internal abstract class Evaluation<T>(ChatModel evaluator, T begun)
    where T : EvaluationRecord
{
    /// <summary>Whom to ask.</summary>
    public ChatModel Evaluator { get; } = evaluator;

    /// <summary>What was known before.</summary>
    public T Begun { get; } = begun;

    /// <summary>What it is, as telemetry shows it.</summary>
    public abstract string Name { get; }

    /// <summary>Orders to ask; 0 where nothing is missing.</summary>
    public abstract int Missing { get; }

    /// <summary>What is asked in the first order; the others are as long.</summary>
    public abstract IReadOnlyList<ChatMessage> Prompt(PromptLibrary prompts);

    /// <summary>Whether a reply ends before it says what it was asked for.</summary>
    public abstract bool BreaksOff(ChatResponse response);

    /// <summary>Asks in one of the missing orders.</summary>
    /// <param name="record">What is known so far.</param>
    /// <param name="order">Which of the missing orders, from 0.</param>
    /// <param name="client">Asks the evaluator.</param>
    /// <param name="prompts">The prompts.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What is known then.</returns>
    public abstract Task<T> AskAsync(T record, int order, IChatClient client, PromptLibrary prompts, CancellationToken cancellationToken);
}
