using System.Security.Cryptography;

namespace Attune.Web.ModelServer.Tuning;

/// <summary>So many things by id, in the order in which they came. Thread-safe.</summary>
/// <param name="kind">What they are called in errors.</param>
/// <param name="prefix">Of their ids.</param>
internal sealed class Kept<T>(string kind, string prefix)
    where T : class
{
    /// <summary>More are refused, so that the memory stays small.</summary>
    public const int Most = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, T> _byId = new(StringComparer.Ordinal);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<T> All
    {
        get
        {
            lock (_gate) return [.. _byId.Values.Reverse()];
        }
    }

    /// <exception cref="Refusal">There are too many.</exception>
    public T Add(Func<string, T> make)
    {
        var id = prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        lock (_gate)
        {
            if (_byId.Count >= Most) throw new Refusal(RefusalKind.Invalid, $"This server keeps at most {Most} of its kind, and has as many already: {kind}. Start it anew.");
            return _byId[id] = make(id);
        }
    }

    public T? Find(string id)
    {
        lock (_gate) return _byId.GetValueOrDefault(id);
    }

    /// <exception cref="Refusal">There is none.</exception>
    public T Get(string id) => Find(id) ?? throw new Refusal(RefusalKind.NotFound, $"No such {kind}: {Shown(id)}", "id");

    public bool Remove(string id)
    {
        lock (_gate) return _byId.Remove(id);
    }

    private static string Shown(string id) => id.Length <= 80 ? id : id[..80] + "…";
}
