using System.Globalization;
using System.Text.Json.Nodes;
using Attune.People;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Writes a life as milestones that fit the age, the work and the marital status, each kind once.</summary>
internal static class LifeEventWriter
{
    private const string Retirement = "retirement";

    /// <summary>Kinds of which one cannot come before the other.</summary>
    private static readonly (string First, string Then)[] Order = [("wedding", "first-child"), ("first-child", "grandchild"), ("wedding", "divorce"), ("first-job", "promotion")];

    public static JsonObject Write(SimulatedRequest request, KeyedRandom random)
    {
        var (from, to) = (request.From!.Value, request.To!.Value);
        var born = BirthYear(request.Profile!);
        var chosen = new List<(Milestone Milestone, DateOnly Date)>();
        foreach (var milestone in random.Shuffle(Bank.Milestones))
        {
            if (chosen.Count == request.Count) break;
            if (chosen.Any(c => c.Milestone.Tag == milestone.Tag) || !Suits(milestone, request.Profile!)) continue;
            var (first, last) = (Later(from, new(born + milestone.Ages[0] + 1, 1, 1)), Earlier(to, new(born + milestone.Ages[1], 12, 31)));
            if (last.DayNumber - first.DayNumber < 30) continue;
            var date = first.AddDays(random.Next(last.DayNumber - first.DayNumber));
            if (chosen.All(c => c.Date != date) && chosen.All(c => GoTogether(c.Milestone, c.Date, milestone, date) && GoTogether(milestone, date, c.Milestone, c.Date)))
                chosen.Add((milestone, date));
        }

        return new()
        {
            ["life_events"] = new JsonArray([.. chosen.OrderBy(c => c.Date).Select(c => new JsonObject
            {
                ["date"] = c.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["event"] = c.Milestone.Event.Fill(Places(request.Profile!, random)),
            })]),
        };
    }

    /// <summary>Whatever stands in for the places of a milestone's texts.</summary>
    public static (string, string)[] Places(Profile profile, KeyedRandom random)
    {
        var trade = ProfileWriter.TradeNamed(profile.Demographics.Occupation, random);
        var region = Bank.People.Names.FirstOrDefault(r => profile.Demographics.Name is { } name && r.Family.Any(f => name.EndsWith(f, StringComparison.Ordinal))) ?? random.One(Bank.People.Names);
        var friends = random.Shuffle(region.Female.Concat(region.Male));
        return [("town", random.One(Bank.People.Towns)), ("friend", friends[0]), ("relative", friends[1]), ("workplace", trade.Workplace ?? "the office"), ("occupation", trade.Occupation)];
    }

    private static bool Suits(Milestone milestone, Profile profile)
    {
        var works = Bank.People.Occupations.FirstOrDefault(t => t.Occupation == profile.Demographics.Occupation)?.Workplace is not null;
        if (milestone.Working is { } working && working != works) return false;
        return milestone.Marital is null || milestone.Marital == profile.Demographics.MaritalStatus;
    }

    /// <summary>Whether one milestone can stand beside another: after retirement nobody changes jobs, and some things follow others.</summary>
    private static bool GoTogether(Milestone a, DateOnly dateA, Milestone b, DateOnly dateB)
    {
        if (a.Tag.Contains(Retirement, StringComparison.Ordinal) && b.Working == true && dateB > dateA) return false;
        return !Order.Any(o => o.First == a.Tag && o.Then == b.Tag && dateB.DayNumber - dateA.DayNumber < 300);
    }

    private static int BirthYear(Profile profile) => int.Parse(profile.Demographics.Birth.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
