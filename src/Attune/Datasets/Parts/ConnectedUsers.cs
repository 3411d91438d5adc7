namespace Attune.Datasets.Parts;

/// <summary>Users who are compared with each other, directly or over others. Not thread-safe.</summary>
internal sealed class ConnectedUsers
{
    private readonly Dictionary<string, string> _leader = new(StringComparer.Ordinal);

    /// <summary>The two are compared.</summary>
    public void Connect(string a, string b) => _leader[LeaderOf(b)] = LeaderOf(a);

    /// <summary>One user who stands for all who are connected with this one; the user where nobody is. Ask when all are connected.</summary>
    public string LeaderOf(string user)
    {
        while (_leader.TryGetValue(user, out var next) && next != user)
        {
            if (_leader.TryGetValue(next, out var further)) _leader[user] = further;
            user = next;
        }

        return user;
    }
}
