using Attune.Conversations;
using Attune.People;
using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>The sessions that reveal an original preference in each expression (RealPref 3.3, appendix A.3.3).</summary>
internal sealed class ExpressionsDraft(RealPrefPlan plan, Profile profile, Preference preference, Schedule schedule)
    : Draft<SessionsAnswer>(Synthesis.Stage.Expressions, $"{preference.Id}/expressions", "generate-expressions", DraftJson.Texts.SessionsAnswer)
{
    private const string BeforeEvent = "before";
    private const string AfterEvent = "after";

    private readonly Dictionary<string, IReadOnlyList<Session>> _made = new(StringComparer.Ordinal);

    protected override IEnumerable<string> Missing => Conversations.Expressions.RealPref.Where(e => !_made.ContainsKey(e)).Select(Item);

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage, Seed = seed, DatasetSeed = plan.Seed, Language = plan.Language, Profile = profile, Preference = preference, Expressions = Conversations.Expressions.RealPref,
    };

    public override Artefact Fill(Artefact artefact) => artefact with { Sessions = [.. Conversations.Expressions.RealPref.Where(_made.ContainsKey).SelectMany(e => _made[e])] };

    protected override IReadOnlyList<Flaw> Take(SessionsAnswer answer)
    {
        var flaws = new List<Flaw>();
        foreach (var expression in Conversations.Expressions.RealPref.Where(e => !_made.ContainsKey(e)))
        {
            List<SessionAnswer> given = [.. answer.Sessions.Where(s => s?.Expression?.Trim() == expression)];
            List<string> faults = [.. Faults(expression, given)];
            if (faults.Count == 0) _made[expression] = Sessions(expression, given);
            flaws.AddRange(faults.Select(f => new Flaw(Item(expression), $"{expression}: {f}")));
        }

        return flaws;
    }

    private static IEnumerable<string> Faults(string expression, IReadOnlyList<SessionAnswer> given)
    {
        var (least, most) = expression == Conversations.Expressions.Experience ? (2, 4) : (1, 1);
        if (given.Count < least || given.Count > most)
        {
            yield return least == most ? $"{given.Count} sessions; write {least}" : $"{given.Count} sessions; write {least} or {least + 1}";
            yield break;
        }

        if (given.Any(s => s.Turns is null || s.Turns.Contains(null!)))
        {
            yield return "turns holds null";
            yield break;
        }

        foreach (var session in given)
        {
            var (fewest, longest) = expression switch { Conversations.Expressions.Direct => (1, 1), Conversations.Expressions.Experience => (1, 4), _ => (2, 5) };
            foreach (var fault in TurnChecks.Shape([.. session.Turns.Select(t => (t.User, t.Assistant))], fewest, longest)) yield return fault;
        }

        foreach (var fault in Own(expression, given)) yield return fault;
    }

    /// <summary>What belongs to one expression alone.</summary>
    private static IEnumerable<string> Own(string expression, IReadOnlyList<SessionAnswer> given)
    {
        if (!given.Any(s => s.Turns.Any(t => t.Reveals))) yield return "no turn reveals the preference";
        if (expression == Conversations.Expressions.Contextual && given[0].Turns[0].Reveals) yield return "its first turn states the preference; begin with something else";
        if (expression == Conversations.Expressions.Experience)
        {
            if (given[0].When != BeforeEvent) yield return "its first session is not before the event";
            if (given.Skip(1).Any(s => s.When != AfterEvent)) yield return "a session but the first is not after the event";
        }

        if (expression is not (Conversations.Expressions.Stylistic or Conversations.Expressions.Experience)) yield break;
        foreach (var word in given.SelectMany(s => s.Turns).Select(t => ExplicitWords.In(t.User) ?? ExplicitWords.In(t.Assistant)).OfType<string>().Distinct())
            yield return $"it says '{word}'; do without such words";
    }

    private IReadOnlyList<Session> Sessions(string expression, List<SessionAnswer> given) => [.. given.Select((answer, i) =>
    {
        var id = given.Count == 1 ? Item(expression) : $"{Item(expression)}-{i + 1}";
        var day = preference.Event?.Date ?? plan.Until.AddDays(-Schedule.LongestAfter);
        var isFirst = expression == Conversations.Expressions.Experience && i == 0;
        return new Session
        {
            Id = id,
            UserId = profile.Id,
            Kind = SessionKind.Preference,
            Expression = expression,
            PreferenceId = preference.Id,
            Date = isFirst ? schedule.Before(day, id) : schedule.After(day, id, expression == Conversations.Expressions.Experience ? i - 1 : 0),
            Turns = [.. answer.Turns.Select(t => new Turn { User = t.User.Trim(), Assistant = t.Assistant.Trim(), Reveals = t.Reveals ? true : null })],
        };
    })];

    private string Item(string expression) => $"{preference.Id}-{expression}";
}
