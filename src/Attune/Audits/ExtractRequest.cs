using Attune.Conversations;

namespace Attune.Audits;

/// <summary>The sessions from which a preference is to be told, each as its messages in turn, beginning with the user's.</summary>
internal sealed record ExtractRequest(IReadOnlyList<IReadOnlyList<string>> Sessions)
{
    public static ExtractRequest Of(IEnumerable<Session> sessions) =>
        new([.. sessions.Select(s => (IReadOnlyList<string>)[.. s.Turns.SelectMany(t => new[] { t.User, t.Assistant })])]);
}
