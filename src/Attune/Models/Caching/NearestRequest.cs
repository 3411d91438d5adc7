using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace Attune.Models.Caching;

/// <summary>
/// Tells why a request is not stored, by the stored one that comes nearest: the one of the same model with the longest common
/// beginning, even if that has no message, or else the same messages under another model.
/// </summary>
internal static partial class NearestRequest
{
    private const int Shown = 80;

    /// <summary>The first difference: the model, then a parameter, then a message. Where not even the first message is the same, that one: no parameter would help.</summary>
    public static RequestDifference Difference(IEnumerable<StoredRequest> stored, CacheRequest request, IReadOnlyList<ChatMessage> messages)
    {
        StoredRequest? nearest = null;
        (bool Model, int Shared, bool Head, int Fewer) best = default;
        foreach (var candidate in stored)
        {
            var shared = candidate.Shared(request);
            var sameModel = candidate.Head.Model == request.Head.Model;
            if (!sameModel && !IsWhole(candidate, shared, request)) continue;
            var rank = (sameModel, shared, candidate.Head.Digest == request.Head.Digest, -candidate.Messages);
            if (nearest is null || rank.CompareTo(best) > 0) (nearest, best) = (candidate, rank);
        }

        if (nearest is null) return new("nothing-near");
        return (best.Shared > 0 ? Field(nearest.Head, request.Head) : null) ?? Message(best.Shared, messages);
    }

    private static bool IsWhole(StoredRequest stored, int shared, CacheRequest request) => shared == request.Messages.Count && shared == stored.Messages;

    private static RequestDifference? Field(RequestHead stored, RequestHead asked)
    {
        var name = asked.Fields.Concat(stored.Fields).Select(f => f.Key).FirstOrDefault(name => stored[name] != asked[name]);
        if (name is null) return null;
        var ofModel = name is RequestHead.Provider or RequestHead.ModelField or RequestHead.Url;
        var shown = name.StartsWith(RequestHead.Parameter, StringComparison.Ordinal) ? name[RequestHead.Parameter.Length..] : name;
        return new(ofModel ? "model" : "parameter") { Name = shown, Stored = stored[name], Asked = asked[name] };
    }

    private static RequestDifference Message(int shared, IReadOnlyList<ChatMessage> messages) => shared < messages.Count
        ? new("message") { Message = shared + 1, Messages = messages.Count, Role = messages[shared].Role.Value, Begins = Beginning(messages[shared].Text) }
        : new("message") { Messages = messages.Count };

    private static string Beginning(string text)
    {
        var line = Space().Replace(text.Length > 4 * Shown ? text[..(4 * Shown)] : text, " ").Trim();
        return line.Length <= Shown ? line : line[..Shown].TrimEnd() + "…";
    }

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Space();
}
