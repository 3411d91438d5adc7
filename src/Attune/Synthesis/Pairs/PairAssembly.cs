using System.Globalization;
using Attune.Datasets;

namespace Attune.Synthesis.Pairs;

/// <summary>Writes what InterPref's pipeline made as a dataset folder, group by group.</summary>
internal sealed class PairAssembly(InterPrefPlan plan, PairGroups groups, string source, IReadOnlyList<SetAside> leftOut, WrittenDataset written)
{
    private int _pairs;
    private int _shortest = int.MaxValue;

    /// <summary>What a reader of the dataset should know.</summary>
    public IReadOnlyList<string> Notes => [.. AllNotes()];

    /// <returns>Records per file.</returns>
    public async Task<IReadOnlyDictionary<string, int>> WriteAsync(IEnumerable<Task<MadeGroup>> recalled, IReadOnlyList<Artefact> neutral, IEnumerable<string> models, CancellationToken cancellationToken)
    {
        written.Keep(leftOut);
        var turns = neutral.SelectMany(n => n.Sessions ?? []).ToDictionary(s => s.Id, s => s.Turns.Count, StringComparer.Ordinal);
        foreach (var group in recalled)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(await group.ConfigureAwait(false), turns);
        }

        foreach (var artefact in neutral)
        {
            written.Keep(artefact.SetAside ?? []);
            foreach (var session in artefact.Sessions ?? []) written.Records.Add(session);
        }

        return written.Commit(new()
        {
            Format = DatasetCard.CurrentFormat,
            Name = plan.Name,
            Version = "1",
            Source = $"Made by 'attune generate interpref' with {string.Join(" and ", models)}, from the preferences of {source}",
            Made = $"InterPref's pipeline (section 3.3): seed {plan.Seed}, queries {(plan.Verify ? "chosen by a model" : "not chosen by anybody yet")}. The conversations are fictional.",
        });
    }

    private void Write(MadeGroup group, Dictionary<string, int> neutralTurns)
    {
        written.Keep(group.SetAside);
        foreach (var side in group.Sides)
        {
            written.Records.Add(side.Profile);
            foreach (var preference in side.Preferences) written.Records.Add(preference);
            foreach (var session in side.Sessions) written.Records.Add(session);
            _shortest = Math.Min(_shortest, side.Sessions.Sum(s => s.Turns.Count) + side.History.Sum(id => neutralTurns.GetValueOrDefault(id)));
        }

        foreach (var pair in group.Pairs) written.Records.Add(pair);
        _pairs += group.Pairs.Count;
    }

    private IEnumerable<string> AllNotes()
    {
        var invariant = CultureInfo.InvariantCulture;
        if (groups.Size < InterPrefPlan.PreferencesOfUser)
            yield return $"The preferences have {groups.Categories} categories, so each user has {groups.Size} of them and not {InterPrefPlan.PreferencesOfUser}";
        if (plan.Pairs is { } wanted && _pairs < wanted)
            yield return string.Create(invariant, $"{wanted:N0} pairs were asked for; the preferences give {_pairs:N0}");
        if (groups.LeftOver > 0 && (plan.Pairs is null || _pairs < plan.Pairs))
            yield return string.Create(invariant, $"{groups.LeftOver:N0} preferences are in no pair: too few categories were left to give a user {groups.Size} different ones");
        if (_pairs > 0) yield return string.Create(invariant, $"The shortest history has {_shortest:N0} turns");
    }
}
