using Attune.Retrieval;

namespace Attune.Audits;

/// <summary>Finds texts in which a phrase stands verbatim, as whole words, whatever its case and punctuation. Immutable.</summary>
internal sealed class PhraseIndex
{
    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly List<int> _starts = [];

    public PhraseIndex(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            _starts.Add(_words.Count);
            foreach (var word in Words.Of(text))
            {
                if (!_places.TryGetValue(word, out var places)) _places[word] = places = [];
                places.Add(_words.Count);
                _words.Add(word);
            }

            // No phrase runs from one text into the next.
            _words.Add("");
        }
    }

    /// <summary>The numbers of the texts that hold the phrase, each once, in order; none for a phrase without words.</summary>
    public IEnumerable<int> TextsWith(string phrase)
    {
        var words = Words.Of(phrase);
        if (words.Count == 0 || words.Any(w => !_places.ContainsKey(w))) return [];
        var rarest = words.Index().MinBy(w => _places[w.Item].Count);
        return _places[rarest.Item].Select(p => p - rarest.Index).Where(p => p >= 0 && IsAt(p, words)).Select(TextAt).Distinct();
    }

    private bool IsAt(int place, List<string> words) => place + words.Count <= _words.Count && words.Index().All(w => _words[place + w.Index] == w.Item);

    private int TextAt(int place)
    {
        var found = _starts.BinarySearch(place);
        return found >= 0 ? found : ~found - 1;
    }
}
