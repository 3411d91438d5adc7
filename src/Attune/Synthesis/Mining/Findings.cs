using System.Security.Cryptography;
using System.Text;
using Attune.Retrieval;

namespace Attune.Synthesis.Mining;

/// <summary>Everything that chats told about their users, each wording once. Not thread-safe.</summary>
internal sealed class Findings
{
    private readonly Dictionary<string, Finding> _byWords = new(StringComparer.Ordinal);
    private readonly List<Finding> _all = [];

    /// <summary>In the order of the chats.</summary>
    public IReadOnlyList<Finding> All => _all;

    /// <summary>Sentences in all, those of the same words included.</summary>
    public int Sentences { get; private set; }

    public void Add(string user, MinedSession session)
    {
        foreach (var text in session.Sentences)
        {
            Sentences++;
            var words = string.Join(' ', Words.Of(text));
            if (!_byWords.TryGetValue(words, out var finding))
                _all.Add(_byWords[words] = finding = new(IdOf(words), text, session.Found!.Made));
            finding.Add(new() { UserId = user, SessionId = session.Id });
        }
    }

    /// <summary>Hangs on the words alone, so that it stays when chats come or go.</summary>
    private static string IdOf(string words) => "pref-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 6));
}
