using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Attune.Web.Accounts;

/// <summary>256 random bits that let somebody in. Only their hash is stored: who reads the database can't use them.</summary>
internal static class Secret
{
    /// <summary>43 characters that need no escaping in a URL or cookie.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
