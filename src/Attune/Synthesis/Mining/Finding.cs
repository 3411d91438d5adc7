using Attune.People;

namespace Attune.Synthesis.Mining;

/// <summary>A sentence about users, and whose chats say it. Not thread-safe.</summary>
internal sealed class Finding(string id, string text, Provenance made)
{
    private readonly List<PreferenceSource> _sources = [];

    public string Id { get; } = id;

    public string Text { get; } = text;

    /// <summary>What found it first.</summary>
    public Provenance Made { get; } = made;

    /// <summary>Each user and session once, in the order of the chats.</summary>
    public IReadOnlyList<PreferenceSource> Sources => _sources;

    public void Add(PreferenceSource source)
    {
        if (_sources.Count == 0 || _sources[^1] != source) _sources.Add(source);
    }
}
