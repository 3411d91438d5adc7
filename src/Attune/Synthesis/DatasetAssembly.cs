using Attune.Datasets;

namespace Attune.Synthesis;

/// <summary>Writes what RealPref's pipeline made as a dataset folder, user by user.</summary>
internal sealed class DatasetAssembly(RealPrefPlan plan, MadeDataset made, IReadOnlyList<SetAside> leftOut, IReadOnlyCollection<string> models)
{
    /// <returns>Records per file.</returns>
    public async Task<IReadOnlyDictionary<string, int>> WriteAsync(
        UserMaker users, Func<int, string?> personaOf, IEnumerable<Artefact> randomSessions, CancellationToken cancellationToken)
    {
        var writer = made.Writer;
        made.Keep(leftOut);
        for (var number = 1; number <= plan.Users; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var user = await users.MakeAsync(number, personaOf(number), cancellationToken).ConfigureAwait(false);
            made.Keep(user.SetAside);
            if (user.Profile is null) continue;
            writer.Add(user.Profile);
            foreach (var preference in user.Preferences) writer.Add(preference);
            foreach (var session in user.Sessions) writer.Add(session);
            foreach (var query in user.Queries) writer.Add(query);
        }

        foreach (var artefact in randomSessions)
        {
            made.Keep(artefact.SetAside ?? []);
            foreach (var session in artefact.Sessions ?? []) writer.Add(session);
        }

        return made.Commit(new()
        {
            Format = DatasetCard.CurrentFormat,
            Name = plan.Name,
            Version = "1",
            Source = $"Made by 'attune generate realpref' with {string.Join(" and ", models)}",
            Made = $"RealPref's pipeline (section 3): {plan.Users} users, seed {plan.Seed}, personas {(plan.Personas is null ? "invented" : "from a file")}. People and conversations are fictional.",
        });
    }
}
