namespace Attune.Datasets.Importing.Chats;

/// <summary>Counts what is odd. Memory is bounded, however odd a source is.</summary>
internal sealed class ChatOddities
{
    private const int MostPlaces = 20;
    private const int MostKinds = 500;

    private readonly Dictionary<(string Problem, string Action), (long Times, List<string> Places)> _counts = [];

    public IReadOnlyList<ImportOddity> All =>
        [.. _counts.OrderByDescending(o => o.Value.Times).ThenBy(o => o.Key.Problem, StringComparer.Ordinal).Select(o => new ImportOddity(o.Key.Problem, o.Key.Action, o.Value.Times, o.Value.Places))];

    public void Add(string place, string problem, string action, int times = 1)
    {
        if (_counts.Count >= MostKinds && !_counts.ContainsKey((problem, action))) problem = "is odd in yet another way";
        var (before, places) = _counts.TryGetValue((problem, action), out var known) ? known : (0, []);
        if (places.Count < MostPlaces && (places.Count == 0 || places[^1] != place)) places.Add(place);
        _counts[(problem, action)] = (before + times, places);
    }
}
