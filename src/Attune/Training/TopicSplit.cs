using Attune.Datasets.Parts;

namespace Attune.Training;

/// <summary>
/// Divides examples so that no topic and no group of users is in two parts. Where users and topics hang together all over, no division
/// keeps every example: those whose user is in one part and whose topic in another are left out, as few as a search finds.
/// </summary>
internal sealed class TopicSplit
{
    private const int Restarts = 12;
    private const int Sweeps = 30;

    private readonly IReadOnlyList<SplitPart> _parts;
    private readonly long _seed;
    private readonly (int Unit, int Topic)[] _examples;
    private readonly List<(int Other, int Count)>[] _unitEdges;
    private readonly List<(int Other, int Count)>[] _topicEdges;

    /// <param name="examples">Of each example, the number of its group of users and that of its group of topics, both from 0.</param>
    /// <param name="parts">Names and shares of the examples.</param>
    /// <param name="seed">Same examples, parts and seed: same division.</param>
    public TopicSplit(IReadOnlyList<(int Unit, int Topic)> examples, IReadOnlyList<SplitPart> parts, long seed)
    {
        (_examples, _parts, _seed) = ([.. examples], parts, seed);
        _unitEdges = Edges(_examples, e => e.Unit, e => e.Topic);
        _topicEdges = Edges(_examples, e => e.Topic, e => e.Unit);
    }

    /// <summary>The part of each example, or -1 where it is left out; null where some part would have none.</summary>
    public int[]? Divide()
    {
        var best = Start(0);
        for (var restart = 1; restart <= Restarts; restart++)
        {
            var other = Start(restart);
            if (Score(other.Kept) > Score(best.Kept) + 1e-9) best = other;
        }

        return best.Kept.Any(k => k == 0) ? null : [.. _examples.Select(e => best.Units[e.Unit] == best.Topics[e.Topic] ? best.Units[e.Unit] : -1)];
    }

    /// <summary>The first start keeps whole what hangs together, the others are random; each is then improved one move at a time.</summary>
    private Division Start(int restart)
    {
        var division = restart == 0 ? Whole() : Random(restart);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            // Not Any: both must be swept.
            var moved = Sweep(division, division.Topics, division.Units, _topicEdges) | Sweep(division, division.Units, division.Topics, _unitEdges);
            if (!moved) break;
        }

        return division;
    }

    private bool Sweep(Division division, int[] nodes, int[] others, List<(int Other, int Count)>[] edges)
    {
        var moved = false;
        for (var node = 0; node < nodes.Length; node++)
        {
            var (from, best, bestScore) = (nodes[node], nodes[node], Score(division.Kept) + 1e-9);
            for (var part = 0; part < _parts.Count; part++)
            {
                if (part == from) continue;
                division.Move(node, part, nodes, others, edges);
                if (Score(division.Kept) is var score && score > bestScore) (best, bestScore) = (part, score);
                division.Move(node, from, nodes, others, edges);
            }

            if (best == from) continue;
            division.Move(node, best, nodes, others, edges);
            moved = true;
        }

        return moved;
    }

    /// <summary>Examples kept, less those by which the parts miss their shares; an empty part costs them all.</summary>
    private double Score(int[] kept)
    {
        var total = kept.Sum();
        var score = (double)total;
        for (var part = 0; part < kept.Length; part++)
        {
            score -= Math.Abs(kept[part] - _parts[part].Share * total);
            if (kept[part] == 0) score -= _examples.Length;
        }

        return score;
    }

    private Division Whole()
    {
        var division = new Division(_unitEdges.Length, _topicEdges.Length, _parts.Count);
        var sizes = new int[_parts.Count];
        foreach (var component in Components().OrderByDescending(c => c.Examples).ThenBy(c => c.Units[0]))
        {
            var part = Enumerable.Range(0, _parts.Count).MaxBy(p => _parts[p].Share * _examples.Length - sizes[p]);
            sizes[part] += component.Examples;
            foreach (var unit in component.Units) division.Units[unit] = part;
            foreach (var topic in component.Topics) division.Topics[topic] = part;
        }

        return division.Counted(_examples);
    }

    private Division Random(int restart)
    {
        var division = new Division(_unitEdges.Length, _topicEdges.Length, _parts.Count);
        for (var unit = 0; unit < division.Units.Length; unit++) division.Units[unit] = Draw(restart, "unit", unit);
        for (var topic = 0; topic < division.Topics.Length; topic++) division.Topics[topic] = Draw(restart, "topic", topic);
        return division.Counted(_examples);
    }

    private int Draw(int restart, string kind, int node)
    {
        var drawn = new KeyedRandom(_seed, "topic-split", $"{restart}", kind, $"{node}").NextDouble() * _parts.Sum(p => p.Share);
        var part = 0;
        while (part < _parts.Count - 1 && drawn >= _parts[part].Share) drawn -= _parts[part++].Share;
        return part;
    }

    private IEnumerable<(List<int> Units, List<int> Topics, int Examples)> Components()
    {
        var (seenUnits, seenTopics) = (new bool[_unitEdges.Length], new bool[_topicEdges.Length]);
        for (var first = 0; first < _unitEdges.Length; first++)
        {
            if (seenUnits[first]) continue;
            var (units, topics, examples) = (new List<int> { first }, new List<int>(), 0);
            seenUnits[first] = true;
            for (var next = 0; next < units.Count; next++)
            {
                foreach (var (topic, count) in _unitEdges[units[next]])
                {
                    examples += count;
                    if (seenTopics[topic]) continue;
                    seenTopics[topic] = true;
                    topics.Add(topic);
                    foreach (var (unit, _) in _topicEdges[topic].Where(e => !seenUnits[e.Other]))
                    {
                        seenUnits[unit] = true;
                        units.Add(unit);
                    }
                }
            }

            yield return (units, topics, examples);
        }
    }

    private static List<(int Other, int Count)>[] Edges((int Unit, int Topic)[] examples, Func<(int Unit, int Topic), int> node, Func<(int Unit, int Topic), int> other)
    {
        var edges = new List<(int, int)>[examples.Length == 0 ? 0 : examples.Max(node) + 1];
        foreach (var group in examples.GroupBy(node))
            edges[group.Key] = [.. group.GroupBy(other).Select(g => (g.Key, g.Count()))];
        return edges;
    }

    private sealed class Division(int units, int topics, int parts)
    {
        public int[] Units { get; } = new int[units];

        public int[] Topics { get; } = new int[topics];

        /// <summary>Examples whose user and topic are in the same part, by part.</summary>
        public int[] Kept { get; } = new int[parts];

        public Division Counted((int Unit, int Topic)[] examples)
        {
            foreach (var (unit, topic) in examples)
                if (Units[unit] == Topics[topic]) Kept[Units[unit]]++;
            return this;
        }

        public void Move(int node, int part, int[] nodes, int[] others, List<(int Other, int Count)>[] edges)
        {
            foreach (var (other, count) in edges[node])
            {
                if (others[other] == nodes[node]) Kept[nodes[node]] -= count;
                if (others[other] == part) Kept[part] += count;
            }

            nodes[node] = part;
        }
    }
}
