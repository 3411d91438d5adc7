namespace Attune.Datasets.Importing.Chats;

/// <summary>Whose a conversation is.</summary>
internal sealed class ChatUsers(ChatFormat format, ChatImportOptions options)
{
    private const string OnlyUser = "user";

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _pseudonyms = new(StringComparer.Ordinal);

    /// <summary>The user's id.</summary>
    /// <param name="key">What the source calls the user.</param>
    /// <param name="number">The conversation's; where nobody is named, each has a user of its own: to join strangers would invent a person.</param>
    /// <param name="isNew">Whether no conversation of the user's was there before.</param>
    public string Of(string? key, int number, out bool isNew)
    {
        var id = options.UserId ?? (format.IsOfOneUser ? OnlyUser : key is null ? $"user-{number:0000000}" : Safe(key));
        isNew = _known.Add(id);
        return id;
    }

    /// <summary>The key, or a number in its place where it is itself what redaction removes: a hash of an address is found by trying addresses.</summary>
    private string Safe(string key)
    {
        if (options.Redactor is null || options.Redactor.Redact(key) == key) return key;
        if (!_pseudonyms.TryGetValue(key, out var pseudonym)) _pseudonyms[key] = pseudonym = $"redacted-{_pseudonyms.Count + 1:0000000}";
        return pseudonym;
    }
}
