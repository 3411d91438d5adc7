using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace Attune.Training;

/// <summary>Tells conversations that were there before, by a digest of their roles and texts. Not thread-safe.</summary>
internal sealed class ConversationKeys : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<UInt128, int> _lines = [];

    /// <summary>The line of the same conversation, from 0; null where it is the first, which is the next line.</summary>
    public int? LineOf(IEnumerable<ChatMessage> prompt, string chosen, string? rejected)
    {
        foreach (var message in prompt)
        {
            Append(message.Role.Value);
            Append(message.Text);
        }

        Append(chosen);
        if (rejected is not null) Append(rejected);
        Span<byte> digest = stackalloc byte[32];
        _hash.GetHashAndReset(digest);
        var key = BitConverter.ToUInt128(digest);
        if (_lines.TryGetValue(key, out var line)) return line;
        _lines[key] = _lines.Count;
        return null;
    }

    public void Dispose() => _hash.Dispose();

    private void Append(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _hash.AppendData(BitConverter.GetBytes(bytes.Length));
        _hash.AppendData(bytes);
    }
}
