using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attune.Datasets;

namespace Attune.Training;

/// <summary>
/// Reads a training file as it was written and looks for what is held out from it: preference texts and questions, and the messages and
/// replies of held-out users' histories, verbatim but for case and punctuation, as a whole or <see cref="SequenceWords"/> words of them in a
/// row. Each different message of the file is searched once. A paraphrase escapes it.
/// </summary>
internal sealed class LeakCheck(HeldOutTexts heldOut)
{
    /// <summary>Words in a row that count as the same text.</summary>
    public const int SequenceWords = 20;

    /// <summary>Preference texts and questions of fewer words stand in any chat.</summary>
    public const int ShortestText = 4;

    /// <summary>Messages of fewer words are what many people write. Replies are searched for by whole sequences only: assistants repeat themselves.</summary>
    public const int ShortestMessage = 12;

    private const int MostShown = 10;

    private readonly Dictionary<UInt128, bool> _searched = [];
    private readonly List<Fault> _leaks = [];
    private readonly HashSet<int> _lines = [];
    private readonly int[] _lengths = [.. heldOut.Lengths];
    private int _common;
    private int _found;

    /// <summary>Sequences of the file that stand in the histories of several groups of held-out users.</summary>
    public int CommonWording => _common;

    /// <summary>The lines that hold something, from 1.</summary>
    public IReadOnlySet<int> Lines => _lines;

    /// <summary>Searches a file; what is found stands in <see cref="Lines"/>.</summary>
    /// <param name="location">The file.</param>
    /// <param name="name">Its name in errors.</param>
    /// <param name="cancellationToken">Looked at between lines.</param>
    public void Search(string location, string name, CancellationToken cancellationToken)
    {
        using var stream = new FileStream(location, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        foreach (var (number, _, line) in JsonLines.Split(stream, name))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (SearchLine(line.Span, $"{name}:{number}")) _lines.Add(number);
        }

        if (_found > _leaks.Count)
            _leaks.Add(new(name, $"would hold {_found - _leaks.Count} more texts of the held-out side, and {_lines.Count} conversations hold any", "Mend the ones above and export again"));
    }

    /// <exception cref="BadInputException">Something was found: the first ten places, with what leaked.</exception>
    public void RefuseFound()
    {
        if (_found > 0) throw new BadInputException(_leaks);
    }

    private bool SearchLine(ReadOnlySpan<byte> line, string place)
    {
        var json = new Utf8JsonReader(line);
        var (message, holds) = (0, false);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || !json.ValueTextEquals("content"u8)) continue;
            json.Read();
            message++;
            var text = json.GetString()!;
            var key = KeyOf(text);
            if (!_searched.TryGetValue(key, out var found)) _searched[key] = found = SearchText(text, $"{place}, message {message}");
            holds |= found;
        }

        return holds;
    }

    private bool SearchText(string text, string place)
    {
        var words = WordWindows.Words(text);
        foreach (var length in _lengths)
        {
            foreach (var (key, at) in WordWindows.Of(words, length))
            {
                if (heldOut.Find(length, key, ref _common) is not { } what) continue;
                if (++_found <= MostShown)
                    _leaks.Add(new(place, $"would hold {what}, which is held out: \"{Quote(text, at, length)}\"", "Take it out of one side of the dataset, mend the topics so that both stand on one side, or say --on-leak drop to leave such conversations out"));
                return true;
            }
        }

        return false;
    }

    private static string Quote(string text, int at, int length) => string.Join(' ', Retrieval.Words.Of(text).Skip(at).Take(length));

    private static UInt128 KeyOf(string text)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        return BitConverter.ToUInt128(digest);
    }
}
