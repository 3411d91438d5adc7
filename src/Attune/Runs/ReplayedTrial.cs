using Attune.Histories;
using Microsoft.Extensions.AI;

namespace Attune.Runs;

/// <summary>A trial as it was asked, laid out again.</summary>
/// <param name="Spec">Condition, preference and question.</param>
/// <param name="History">Null for the blind floor.</param>
/// <param name="Revealing">The user messages of the history that reveal the preference, oldest first.</param>
/// <param name="Retrieved">Those that the method retrieved; empty for one that retrieves nothing.</param>
/// <param name="Prompt">The first prompt; messages of the history are the history's own.</param>
/// <param name="IsExact">Whether its hash is that of the prompt that was sent.</param>
internal sealed record ReplayedTrial(
    TrialSpec Spec, History? History, IReadOnlyList<ChatMessage> Revealing, IReadOnlySet<ChatMessage> Retrieved, IReadOnlyList<ChatMessage> Prompt, bool IsExact);
