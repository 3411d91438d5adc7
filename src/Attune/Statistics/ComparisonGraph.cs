namespace Attune.Statistics;

/// <summary>
/// Who beat whom, as a graph. Bradley-Terry's likelihood has a finite maximum exactly where everybody can be reached from everybody by
/// wins or ties (Ford, 1957, The American Mathematical Monthly 64(8)).
/// </summary>
internal sealed class ComparisonGraph
{
    private const int NamesShown = 12;

    private readonly List<int>[] _beat;
    private readonly List<int>[] _lostTo;

    public ComparisonGraph(int models, IEnumerable<PairScore> scores)
    {
        _beat = [.. Enumerable.Range(0, models).Select(_ => new List<int>())];
        _lostTo = [.. Enumerable.Range(0, models).Select(_ => new List<int>())];
        foreach (var score in scores)
        {
            if (score.ForFirst > 0) Add(score.First, score.Second);
            if (score.ForSecond > 0) Add(score.Second, score.First);
        }
    }

    /// <summary>Whether finite coefficients exist.</summary>
    public bool IsConnected => Reached([0], _beat).Count == _beat.Length && Reached([0], _lostTo).Count == _beat.Length;

    /// <summary>Whether everybody has met everybody, directly or through others.</summary>
    public bool HasAllMet => Reached([0], _beat, _lostTo).Count == _beat.Length;

    /// <summary>Refuses what has no finite coefficients, and names the groups of models that keep it from having them.</summary>
    /// <exception cref="BadInputException">Some models never met the others, or won or lost every contest against them.</exception>
    public void Require(IReadOnlyList<string> models, string source)
    {
        if (models.Count < 2) throw new BadInputException(source, models.Count == 0 ? "holds no contest" : "holds one model", "Give contests of two models or more");
        if (IsConnected) return;
        var islands = Groups(start => Reached([start], _beat, _lostTo));
        if (islands.Count > 1)
        {
            throw new BadInputException(
                source, $"the models fall into {islands.Count} groups that never met: {string.Join(" | ", islands.Select(g => Names(g, models)))}", "Add contests between the groups, or rank each group alone");
        }

        var groups = Groups(Mutual);
        var best = groups.First(g => g.All(m => _lostTo[m].All(g.Contains)));
        var others = Names([.. Enumerable.Range(0, models.Count).Where(m => !best.Contains(m))], models);
        var ranked = groups.Count > 2 ? $" (the groups, strongest first: {string.Join(" | ", Ranked(groups).Select(g => Names(g, models)))})" : "";
        throw new BadInputException(
            source,
            $"no win or tie against {Names(best, models)} by {others}: such a lead has no finite estimate{ranked}",
            "Add contests until each group has won or tied against a stronger one, or rank each group alone");
    }

    private void Add(int winner, int loser)
    {
        _beat[winner].Add(loser);
        _lostTo[loser].Add(winner);
    }

    private HashSet<int> Mutual(int model)
    {
        var mutual = Reached([model], _beat);
        mutual.IntersectWith(Reached([model], _lostTo));
        return mutual;
    }

    private static HashSet<int> Reached(int[] start, params ReadOnlySpan<List<int>[]> ways)
    {
        var reached = new HashSet<int>(start);
        var open = new Stack<int>(start);
        while (open.TryPop(out var model))
            foreach (var way in ways)
                foreach (var next in way[model])
                    if (reached.Add(next)) open.Push(next);
        return reached;
    }

    private List<HashSet<int>> Groups(Func<int, HashSet<int>> groupOf)
    {
        var groups = new List<HashSet<int>>();
        for (var model = 0; model < _beat.Length; model++)
            if (!groups.Exists(g => g.Contains(model))) groups.Add(groupOf(model));
        return groups;
    }

    /// <summary>Winners first: a group that reaches more models by wins stands before those it reaches.</summary>
    private IEnumerable<HashSet<int>> Ranked(List<HashSet<int>> groups) => groups.OrderByDescending(g => Reached([.. g], _beat).Count);

    private static string Names(IReadOnlyCollection<int> group, IReadOnlyList<string> models)
    {
        var shown = string.Join(", ", group.Order().Take(NamesShown).Select(m => models[m]));
        return group.Count > NamesShown ? $"{shown} and {group.Count - NamesShown} more" : shown;
    }
}
