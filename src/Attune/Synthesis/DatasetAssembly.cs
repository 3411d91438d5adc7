using System.Text.Json;
using Attune.Datasets;

namespace Attune.Synthesis;

/// <summary>Writes what was made as a dataset folder, user by user. Its files are written aside and moved into place, the card last: a folder without a card is no dataset yet.</summary>
internal sealed class DatasetAssembly(RealPrefPlan plan, MakingFolder folder, IReadOnlyList<SetAside> leftOut, IReadOnlyCollection<string> models)
{
    private const string SetAsideFile = "set-aside.jsonl";

    private readonly SortedDictionary<string, int> _setAside = new(StringComparer.Ordinal);

    /// <summary>Records set aside, by stage.</summary>
    public IReadOnlyDictionary<string, int> SetAside => _setAside;

    /// <returns>Records per file.</returns>
    public async Task<IReadOnlyDictionary<string, int>> WriteAsync(
        UserMaker users, Func<int, string?> personaOf, IEnumerable<Artefact> randomSessions, CancellationToken cancellationToken)
    {
        Clear();
        using var writer = new DatasetWriter(folder.Written);
        var aside = folder.Written + "-" + SetAsideFile;
        using (var setAside = Disk.Guard(aside, () => File.Create(aside)))
        {
            Keep(leftOut);
            for (var number = 1; number <= plan.Users; number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var user = await users.MakeAsync(number, personaOf(number), cancellationToken).ConfigureAwait(false);
                Keep(user.SetAside);
                if (user.Profile is null) continue;
                writer.Add(user.Profile);
                foreach (var preference in user.Preferences) writer.Add(preference);
                foreach (var session in user.Sessions) writer.Add(session);
                foreach (var query in user.Queries) writer.Add(query);
            }

            foreach (var artefact in randomSessions)
            {
                Keep(artefact.SetAside ?? []);
                foreach (var session in artefact.Sessions ?? []) writer.Add(session);
            }

            void Keep(IEnumerable<SetAside> records)
            {
                foreach (var record in records)
                {
                    _setAside[record.Stage] = _setAside.GetValueOrDefault(record.Stage) + 1;
                    Disk.Guard(aside, () =>
                    {
                        JsonSerializer.Serialize(setAside, record, AttuneJson.Lines.SetAside);
                        setAside.WriteByte((byte)'\n');
                    });
                }
            }
        }

        var counts = writer.Counts;
        writer.Commit(Card());
        Move(aside);
        return counts;
    }

    private DatasetCard Card() => new()
    {
        Format = DatasetCard.CurrentFormat,
        Name = plan.Name,
        Version = "1",
        Source = $"Made by 'attune generate realpref' with {string.Join(" and ", models)}",
        Made = $"RealPref's pipeline (section 3): {plan.Users} users, seed {plan.Seed}, personas {(plan.Personas is null ? "invented" : "from a file")}. People and conversations are fictional.",
        Extra = new() { ["set_aside"] = JsonSerializer.SerializeToElement(_setAside, AttuneJson.Lines.SortedDictionaryStringInt32) },
    };

    /// <summary>What an interrupted writing left.</summary>
    private void Clear() => Disk.Guard(folder.Location, () =>
    {
        foreach (var left in Directory.EnumerateDirectories(folder.Location, Path.GetFileName(folder.Written) + "*")) Directory.Delete(left, recursive: true);
    });

    private void Move(string setAside) => Disk.Guard(folder.Dataset, () =>
    {
        var card = Path.Combine(folder.Dataset, DatasetFiles.Card);
        File.Delete(card);
        foreach (var file in Directory.EnumerateFiles(folder.Written).Where(f => Path.GetFileName(f) != DatasetFiles.Card))
            File.Move(file, Path.Combine(folder.Dataset, Path.GetFileName(file)), overwrite: true);
        if (_setAside.Count > 0) File.Move(setAside, folder.SetAside, overwrite: true);
        else
        {
            File.Delete(setAside);
            File.Delete(folder.SetAside);
        }

        File.Move(Path.Combine(folder.Written, DatasetFiles.Card), card);
        Directory.Delete(folder.Written);
    });
}
