using System.Security.Cryptography;
using System.Text;

namespace Attune.Runs.Pairs;

/// <summary>What tells one evaluation from the others.</summary>
internal static class EvaluationKey
{
    /// <summary>24 hex digits.</summary>
    public static string Of(IEnumerable<string?> fields) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', fields))).AsSpan(0, 12));
}
