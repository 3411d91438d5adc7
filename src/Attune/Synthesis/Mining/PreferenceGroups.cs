using System.Text.Json;
using Attune.Clusters;
using Attune.People;

namespace Attune.Synthesis.Mining;

/// <summary>Findings folded where they say the same, and clustered where they are about the same.</summary>
internal sealed class PreferenceGroups
{
    private readonly IReadOnlyList<Finding> _findings;
    private readonly ILookup<int, Finding> _folded;
    private readonly TextClusters _clusters;

    private PreferenceGroups(IReadOnlyList<Finding> findings, TextClusters clusters)
    {
        (_findings, _clusters) = (findings, clusters);
        _folded = findings.Index().ToLookup(f => clusters.SameAs[f.Index], f => f.Item);
        Distinct = [.. Enumerable.Range(0, findings.Count).Where(i => clusters.SameAs[i] == i)];
        Members = Distinct.ToLookup(i => clusters.ClusterOf[i]);
    }

    /// <summary>The findings that stand for all that say the same, by index, in the order of the chats.</summary>
    public IReadOnlyList<int> Distinct { get; }

    /// <summary>Those of each cluster.</summary>
    public ILookup<int, int> Members { get; }

    public static PreferenceGroups Of(IReadOnlyList<Finding> findings, IEnumerable<ReadOnlyMemory<float>> vectors, long seed, CancellationToken cancellationToken)
    {
        SameSense[] senses = [.. findings.Select(f => SameSense.Of(f.Text))];
        return new(findings, TextClusters.Of(vectors, new() { Seed = seed }, (a, b) => senses[a].Agrees(senses[b]), cancellationToken));
    }

    /// <summary>The draft that names a cluster.</summary>
    public CategoryDraft Naming(int cluster, MiningPlan plan)
    {
        List<Finding> members = [.. Members[cluster].Select(i => _findings[i])];
        return new(plan, members[0].Id, [.. members.Select(m => m.Text)]);
    }

    public int ClusterOf(int finding) => _clusters.ClusterOf[finding];

    /// <summary>A distinct finding as a preference of the first user who has it.</summary>
    public Preference Preference(int finding, ClusterName name)
    {
        var first = _findings[finding];
        List<PreferenceSource> sources = [.. _folded[finding].SelectMany(f => f.Sources).Distinct()];
        return new()
        {
            Id = first.Id,
            UserId = first.Sources[0].UserId,
            Kind = PreferenceKind.Original,
            Topic = new() { Field = name.Category, Subtopic = name.Name },
            Text = first.Text,
            Sources = sources,
            Extra = new() { ["made"] = JsonSerializer.SerializeToElement(first.Made, AttuneJson.Lines.Provenance) },
        };
    }
}
