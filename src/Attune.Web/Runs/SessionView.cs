using Attune.Conversations;
using Attune.Runs;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Web.Runs;

/// <summary>A session of a history as pages show it.</summary>
public sealed record SessionView
{
    /// <summary>The session.</summary>
    public required Session Session { get; init; }

    /// <summary>Its place in the history, from 0.</summary>
    public int Place { get; init; }

    /// <summary>Turns that the history has of it, from the first.</summary>
    public int Turns { get; init; }

    /// <summary>Tokens of these.</summary>
    public long Tokens { get; init; }

    /// <summary>Turns that reveal the trial's preference, from 0, and whether each was in the prompt.</summary>
    public IReadOnlyDictionary<int, bool> Revealing { get; init; } = new Dictionary<int, bool>();

    /// <summary>Turns that the method retrieved, from 0.</summary>
    public IReadOnlySet<int> Retrieved { get; init; } = new HashSet<int>();

    /// <summary>Whether none of it was in the prompt, as where the model sees only the newest.</summary>
    public bool IsUnseen { get; init; }

    /// <summary>The name of its place on the page.</summary>
    public string Anchor => $"session-{Place + 1}";

    internal static SessionView Of(ReplayedTrial trial, int place, IReadOnlySet<ChatMessage> sent, MessageTokens tokens)
    {
        var transcript = trial.History!.Transcripts[place];
        var opening = transcript.Messages.Where(m => m.Role == ChatRole.User).ToList();
        var revealing = trial.Revealing.ToHashSet<ChatMessage>(ReferenceEqualityComparer.Instance);
        return new()
        {
            Session = transcript.Session,
            Place = place,
            Turns = transcript.Turns,
            Tokens = tokens.Count(transcript.Messages),
            Revealing = Enumerable.Range(0, opening.Count).Where(i => revealing.Contains(opening[i])).ToDictionary(i => i, i => sent.Contains(opening[i]) || trial.Retrieved.Contains(opening[i])),
            Retrieved = Enumerable.Range(0, opening.Count).Where(i => trial.Retrieved.Contains(opening[i])).ToHashSet(),
            IsUnseen = !transcript.Messages.Any(sent.Contains),
        };
    }
}
