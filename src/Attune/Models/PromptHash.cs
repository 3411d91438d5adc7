using System.Security.Cryptography;
using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>The identity of a prompt: SHA-256 over its messages' roles and texts, each message hashed once for as long as it lives.</summary>
internal static class PromptHash
{
    /// <summary>16 bytes in lower-case hex; two prompts that differ in any role or text differ here.</summary>
    public static string Of(IEnumerable<ChatMessage> messages)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var message in messages) hash.AppendData(MessageDigest.Of(message));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
