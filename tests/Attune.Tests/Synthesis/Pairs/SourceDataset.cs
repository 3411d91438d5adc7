using Attune.Datasets;
using Attune.People;

namespace Attune.Tests.Synthesis.Pairs;

/// <summary>A dataset of preferences such as mining gives: statements by category, all of one user.</summary>
internal static class SourceDataset
{
    public static IReadOnlyList<(string Category, string Text)> Usual { get; } =
    [
        ("Diet", "The user is vegetarian."), ("Diet", "The user hates coffee and drinks tea."), ("Diet", "The user loves spicy Thai food."),
        ("Work", "The user works as a night nurse."), ("Work", "The user runs a small bakery."), ("Work", "The user is a second-year law student."),
        ("Answers", "The user prefers short answers."), ("Answers", "The user asks for sources with every claim."), ("Answers", "The user likes jokes in the replies."),
        ("Hobbies", "The user swims every morning."), ("Hobbies", "The user collects old maps."), ("Hobbies", "The user loves long strategy games."),
        ("Travel", "The user prefers trains to planes."), ("Travel", "The user camps with a small tent."), ("Travel", "The user hates crowded resorts."),
        ("Decisions", "The user makes lists before deciding."), ("Decisions", "The user gets up at five."), ("Decisions", "The user does their best work after midnight."),
    ];

    public static string Write(string folder, IEnumerable<(string Category, string Text)> statements)
    {
        using var writer = new DatasetWriter(folder);
        writer.Add(new Profile { Id = "u1", Persona = "Somebody who chats." });
        foreach (var (number, (category, text)) in statements.Index())
            writer.Add(new Preference { Id = $"m{number + 1:000}", UserId = "u1", Kind = PreferenceKind.Original, Topic = new() { Field = category, Subtopic = category.ToLowerInvariant() }, Text = text });
        writer.Commit(new() { Format = DatasetCard.CurrentFormat, Name = Path.GetFileName(folder), Version = "1" });
        return folder;
    }
}
