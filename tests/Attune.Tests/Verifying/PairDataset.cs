using Attune.Datasets;
using Attune.People;
using Attune.Questions;

namespace Attune.Tests.Verifying;

/// <summary>A dataset with pairs p1, p2 and so on, of three candidates each, of which a model chose the first.</summary>
internal static class PairDataset
{
    public static Dataset Write(string folder, int pairs, string? text = null)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        using var writer = new DatasetWriter(folder);
        foreach (var user in (string[])["a", "b"])
        {
            writer.Add(new Profile { Id = user, Persona = "Somebody." });
            for (var i = 1; i <= pairs; i++)
            {
                var id = $"{user}-p{i}";
                writer.Add(new Preference { Id = id, UserId = user, Kind = PreferenceKind.Original, Topic = new() { Field = "Food", Subtopic = "Drinks" }, Text = text ?? $"The user drinks {id}." });
                writer.Add(new Attune.Conversations.Session { Id = $"{id}-s", UserId = user, Kind = Attune.Conversations.SessionKind.Preference, Expression = "rewrite", PreferenceId = id, Turns = [new() { User = $"I drink {id}.", Assistant = "Good." }] });
            }
        }

        for (var i = 1; i <= pairs; i++)
            writer.Add(new PreferencePair
            {
                Id = $"p{i}",
                PreferenceA = $"a-p{i}",
                PreferenceB = $"b-p{i}",
                Query = $"First query {i}?",
                HistoryA = [$"a-p{i}-s"],
                HistoryB = [$"b-p{i}-s"],
                Candidates = [$"First query {i}?", $"Second query {i}?", $"Third query {i}?"],
                Checks = [new() { By = "model:m", Choice = 1 }],
            });
        writer.Commit(new() { Format = DatasetCard.CurrentFormat, Name = "pairs" });
        return Dataset.Open(folder);
    }
}
