using Attune.Conversations;
using Attune.Models;
using Attune.Synthesis.Drafts;
using Attune.Tokens;

namespace Attune.Synthesis.Mining;

/// <summary>Takes a user's chats apart into sessions of one topic, window by window. Thread-safe.</summary>
internal sealed class ChatMiner(MiningPlan plan, ChatModel model, Func<Draft, CancellationToken, Task<Artefact>> make)
{
    private readonly ChatWindows _windows = new(model, Tokenizer.Default);

    /// <summary>Every turn comes into exactly one session, whatever the model says of it.</summary>
    public async Task<MinedChats> MineAsync(string user, IReadOnlyList<Session> sessions, CancellationToken cancellationToken)
    {
        var turns = ChatTurn.Of(sessions);
        var runs = await Task.WhenAll(_windows.Runs(turns).Select(run => MineAsync(user, run, cancellationToken))).ConfigureAwait(false);
        var read = runs.SelectMany(r => r).ToList();
        return new(user, [.. Parts(turns, [.. read.SelectMany(r => r.Chunks)])], [.. read.SelectMany(r => r.SetAside)]);
    }

    /// <summary>What is open at the end of a window begins the next one, so that no topic is cut at a seam.</summary>
    private async Task<IReadOnlyList<ReadWindow>> MineAsync(string user, ArraySegment<ChatTurn> run, CancellationToken cancellationToken)
    {
        var read = new List<ReadWindow>();
        while (run.Count > 0)
        {
            var window = _windows.First(run);
            var made = await make(new ChunksDraft(plan, user, window), cancellationToken).ConfigureAwait(false);
            List<FoundChunk> chunks = [.. (made.Chunks ?? []).Select(c => new FoundChunk(c, made.Made))];
            var next = window.IsCut && chunks.Count > 0 ? OpenFrom(chunks, window) : window.Last + 1;
            chunks.RemoveAll(c => c.Chunk.Begin >= next);
            read.Add(new(chunks, made.SetAside ?? []));
            run = run[(next - window.First)..];
        }

        return read;
    }

    /// <summary>The turn with which the next window begins. A topic that fills a whole window is closed with it, for else it would never end.</summary>
    private static int OpenFrom(IReadOnlyList<FoundChunk> chunks, ChatWindow window)
    {
        var last = chunks[^1].Chunk;
        var open = last.End == window.Last ? last.Begin : last.End + 1;
        return open > window.First ? open : window.Last + 1;
    }

    /// <summary>The chunks, and between them the turns that no chunk took.</summary>
    private static IEnumerable<MinedSession> Parts(IReadOnlyList<ChatTurn> turns, IReadOnlyList<FoundChunk> chunks)
    {
        var next = 1;
        foreach (var found in chunks)
        {
            foreach (var between in Unread(turns, next, found.Chunk.Begin - 1)) yield return between;
            yield return new([.. turns.Skip(found.Chunk.Begin - 1).Take(found.Chunk.End - found.Chunk.Begin + 1)], found);
            next = found.Chunk.End + 1;
        }

        foreach (var rest in Unread(turns, next, turns.Count)) yield return rest;
    }

    private static IEnumerable<MinedSession> Unread(IReadOnlyList<ChatTurn> turns, int first, int last) =>
        turns.Skip(first - 1).Take(last - first + 1).GroupBy(t => t.Chat).Select(chat => new MinedSession([.. chat], null));

    private sealed record ReadWindow(IReadOnlyList<FoundChunk> Chunks, IReadOnlyList<SetAside> SetAside);
}
