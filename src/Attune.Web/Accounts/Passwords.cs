using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Attune.Web.Accounts;

/// <summary>Hashes and checks passwords, by the framework's hasher (PBKDF2 with HMAC-SHA512). Thread-safe.</summary>
internal sealed class Passwords
{
    public const int Shortest = 12;

    /// <summary>Hashing a password takes longer the longer it is.</summary>
    public const int Longest = 256;

    /// <summary>As OWASP recommends for this function.</summary>
    private const int Iterations = 210_000;

    private readonly PasswordHasher<Account> _hasher;
    private readonly string _nobodys;

    public Passwords(int iterations = Iterations)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        _nobodys = Hash(Secret.New());
    }

    /// <summary>Why a password can't be chosen; null where it can.</summary>
    public static string? Fault(string password, string name) => password switch
    {
        { Length: < Shortest } => $"Choose a password of at least {Shortest} characters. Four or five words that have nothing to do with each other are good.",
        { Length: > Longest } => $"Choose a password of at most {Longest} characters.",
        _ when password.Distinct().Count() < 5 => "Choose a password with more different characters.",
        _ when name.Length > 3 && password.Contains(name, StringComparison.OrdinalIgnoreCase) => "Choose a password that does not contain your name.",
        _ => null,
    };

    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <summary>Takes as long where there is no account or no password, so that the time does not tell which names exist.</summary>
    public bool Matches(string? hash, string password) =>
        (_hasher.VerifyHashedPassword(null!, hash ?? _nobodys, password.Length > Longest ? "" : password) != PasswordVerificationResult.Failed) && hash is not null;
}
