using Attune.Prompts;
using Attune.Retrieval;
using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>Quotes the turns of the history that come closest to the question before it; the history stays in place (RealPref appendix C.2).</summary>
public sealed class RagChatClient : PrefacingChatClient
{
    private readonly ITurnRetriever _retriever;
    private readonly PromptLibrary _prompts;
    private readonly int _turns;
    private readonly Func<ChatMessage, string> _query;

    /// <summary>Adds retrieval before <paramref name="innerClient"/>.</summary>
    /// <param name="innerClient">The client to help.</param>
    /// <param name="retriever">Finds the turns.</param>
    /// <param name="options">Copied; null means the defaults.</param>
    /// <param name="prompts">Holds <c>method-rag</c>; by default the prompts that ship with Attune.</param>
    public RagChatClient(IChatClient innerClient, ITurnRetriever retriever, RagOptions? options = null, PromptLibrary? prompts = null)
        : base(innerClient)
    {
        _retriever = retriever;
        _prompts = prompts ?? PromptLibrary.Default;
        _turns = options?.Turns ?? 5;
        _query = options?.Query ?? (message => message.Text);
    }

    /// <inheritdoc/>
    protected override async ValueTask<string> PrefaceAsync(
        IReadOnlyList<ChatMessage> history, ChatMessage question, CancellationToken cancellationToken)
    {
        var turns = ConversationTurn.In(history);
        var closest = await _retriever.FindAsync(_query(question), turns, _turns, cancellationToken).ConfigureAwait(false);
        var quoted = closest.Select((turn, i) => new Dictionary<string, object?>
        {
            ["number"] = i + 1,
            ["user"] = turns[turn].User.Text,
            ["assistant"] = turns[turn].Assistant?.Text ?? "",
        });
        return _prompts.Render("method-rag", new Dictionary<string, object?> { ["count"] = closest.Count, ["turns"] = quoted.ToList() });
    }
}
