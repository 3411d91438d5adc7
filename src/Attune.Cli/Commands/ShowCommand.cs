using System.CommandLine;
using Attune.Cli.Output;
using Attune.Conversations;
using Attune.Datasets;
using Attune.People;
using Spectre.Console;
using Profile = Attune.People.Profile;

namespace Attune.Cli.Commands;

internal static class ShowCommand
{
    public static Command Create(Screen screen)
    {
        var dataset = DatasetCommand.Dataset();
        var user = new Argument<string>("user") { Description = "A user's id." };
        var command = new DocumentedCommand("show", "Shows one user: profile, timeline, and where each preference is revealed.", """
            attune dataset show starter mara
            """) { dataset, user };
        command.SetAction(parsed =>
        {
            var opened = Dataset.Open(parsed.GetRequiredValue(dataset));
            var id = parsed.GetRequiredValue(user);
            var profile = opened.Profiles.FirstOrDefault(p => p.Id == id)
                ?? throw new BadInputException($"user '{id}'", $"is not in {opened.Card.Name}", "Its users are " + string.Join(", ", opened.Profiles.Take(20).Select(p => p.Id)) + (opened.Profiles.Count > 20 ? ", ..." : ""));
            Show(screen.Results, opened, profile);
        });
        return command;
    }

    private static void Show(IAnsiConsole console, Dataset dataset, Profile profile)
    {
        var d = profile.Demographics;
        console.MarkupLine($"[bold]{Markup.Escape(d.Name ?? profile.Id)}[/] [grey]{Markup.Escape(profile.Id)}[/]");
        console.WriteLine(profile.ExtendedPersona ?? profile.Persona);
        console.WriteLine(string.Join(" · ", new[] { d.Birth, d.Gender, d.Education, d.Occupation, d.EconomicStatus, d.MaritalStatus }.Where(f => f is not null)));
        var sessions = dataset.SessionsOf(profile.Id);
        console.WriteLine();
        Timeline(console, dataset, profile, sessions);
        console.WriteLine();
        foreach (var preference in dataset.Preferences.Where(p => p.UserId == profile.Id)) ShowPreference(console, dataset, preference, sessions);
    }

    private static void Timeline(IAnsiConsole console, Dataset dataset, Profile profile, IReadOnlyList<Session> sessions)
    {
        console.MarkupLine("[bold]timeline[/]");
        var entries = profile.LifeEvents.Select(e => (e.Date, $"life: {e.Event}"))
            .Concat(dataset.Preferences.Where(p => p.UserId == profile.Id && p.Event is not null).Select(p => (p.Event!.Date, $"{p.Id}: {p.Event.Text}")))
            .Concat(sessions.Where(s => s.Kind is SessionKind.LifeEvent or SessionKind.Chat).Select(s => (s.Date, $"session {s.Id}: {First(s)}")));
        foreach (var (date, text) in entries.OrderBy(e => e.Item1))
            console.MarkupLine($"  [grey]{(date is { } day ? day.ToString("yyyy-MM-dd", null) : "          ")}[/] {Markup.Escape(text)}");
    }

    private static void ShowPreference(IAnsiConsole console, Dataset dataset, Preference preference, IReadOnlyList<Session> sessions)
    {
        console.MarkupLine($"[bold]{Markup.Escape(preference.Id)}[/] [grey]{Word.Of(preference.Kind)}{(preference.Type is { } type ? ", " + Word.Of(type) : "")}, {Markup.Escape(preference.Topic.ToString())}[/]");
        console.WriteLine("  " + preference.Text);
        if (preference.DerivedFrom.Count > 0) console.WriteLine($"  follows from {string.Join(", ", preference.DerivedFrom)}: {preference.InferReason}");
        foreach (var session in sessions.Where(s => s.PreferenceId == preference.Id))
        {
            var turns = session.RevealingTurns().ToList();
            console.MarkupLine($"  [grey]{session.Expression,-10} {(session.Date is { } day ? day.ToString("yyyy-MM-dd", null) : "")}[/] {Markup.Escape(session.Id)}, revealed in {(turns.Count == 1 ? "turn" : "turns")} {string.Join(", ", turns.Select(t => t + 1))} of {session.Turns.Count}");
        }

        foreach (var query in dataset.Queries.Where(q => q.PreferenceId == preference.Id))
            console.MarkupLine($"  [grey]asked[/] {Markup.Escape(query.Question)}{(query.Answer is { } answer ? Markup.Escape($"  right: {answer}. {query.Options.First(o => o.Label == answer).Text}") : "")}");
        console.WriteLine();
    }

    private static string First(Session session) => (session.Turns[0].User is { Length: > 90 } text ? text[..90] + "..." : session.Turns[0].User).ReplaceLineEndings(" ");
}
