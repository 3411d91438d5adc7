using Microsoft.Extensions.AI;

namespace Attune.Web.ModelServer;

/// <summary>What a request gives the model to read, and where a prompt cache could cut it.</summary>
internal sealed class Prompt
{
    /// <summary>How many marked segments a request may have.</summary>
    public const int MostMarks = 4;

    private readonly List<ChatMessage> _messages = [];
    private readonly List<Segment> _segments = [];
    private UInt128 _chain;

    /// <summary>A prompt without messages.</summary>
    /// <param name="protocol">Keeps the caches of protocols apart.</param>
    /// <param name="cachedByMark">True where only marked segments are cached, false where every message is.</param>
    public Prompt(string protocol, bool cachedByMark) => (_chain, CachedByMark) = (Fingerprint.Of(protocol), cachedByMark);

    public bool CachedByMark { get; }

    public IReadOnlyList<ChatMessage> Messages => _messages;

    public IReadOnlyList<Segment> Segments => _segments;

    /// <summary>Tokens of all texts.</summary>
    public int Tokens { get; private set; }

    /// <summary>The name of everything in it, in its order.</summary>
    public UInt128 Name => _chain;

    public void Add(KnownMessage message)
    {
        _messages.Add(message.Message);
        Append(message.Name, message.Tokens, mark: null);
    }

    /// <summary>Adds one message of several parts, each a segment of its own.</summary>
    public void Add(KnownMessage whole, IReadOnlyList<(KnownMessage Part, TimeSpan? Mark)> parts)
    {
        _messages.Add(whole.Message);

        // Tokens can span parts; the last part takes the difference, so that the sum is that of the whole.
        var left = whole.Tokens;
        for (var i = 0; i < parts.Count; i++)
        {
            var own = i == parts.Count - 1 ? left : Math.Min(parts[i].Part.Tokens, left);
            left -= own;
            Append(parts[i].Part.Name, own, parts[i].Mark);
        }
    }

    /// <summary>Marks the last segment, as a request that asks for caching as a whole does.</summary>
    public void MarkLast(TimeSpan lifetime)
    {
        if (_segments.Count > 0 && _segments[^1].Mark is null) _segments[^1] = _segments[^1] with { Mark = lifetime };
    }

    private void Append(UInt128 name, int tokens, TimeSpan? mark)
    {
        _chain = Fingerprint.Of(_chain, name);
        Tokens += tokens;
        _segments.Add(new(_chain, Tokens, mark));
    }
}

/// <summary>A message, or a block of one, after which a cached prefix can end.</summary>
/// <param name="Prefix">The name of everything up to its end.</param>
/// <param name="TokensThrough">Tokens of everything up to its end.</param>
/// <param name="Mark">How long the client wants the prefix kept; zero means the server's usual time, null that it is not marked.</param>
internal readonly record struct Segment(UInt128 Prefix, int TokensThrough, TimeSpan? Mark);
