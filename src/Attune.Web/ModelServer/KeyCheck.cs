using System.Security.Cryptography;
using System.Text;

namespace Attune.Web.ModelServer;

/// <summary>Lets in who shows the key, in the header of either vendor. Takes the same time for every wrong key. Thread-safe.</summary>
internal sealed class KeyCheck(string key)
{
    private const string Bearer = "Bearer ";

    private readonly byte[] _key = Digest(key);

    public bool Admits(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        return IsKey(request.Headers["x-api-key"].ToString())
            | IsKey(authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : "");
    }

    /// <summary>Digests have one length, so that not even the key's own shows.</summary>
    private bool IsKey(string given) => CryptographicOperations.FixedTimeEquals(Digest(given), _key);

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
