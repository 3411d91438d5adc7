using Attune.Questions;
using Attune.Runs;
using Attune.Tasks;

namespace Attune.Audits.Gates;

/// <summary>
/// Whether the closed questions can be answered without knowing the user. Guessers that see no history, from the longest option to a
/// model, must stay within five points of chance (RealPref 5.1: scores of multiple choice are too high where an option stands out).
/// </summary>
/// <param name="blind">Asks models; null leaves them out.</param>
internal sealed class GuessabilityGate(Func<AuditSubject, CancellationToken, Task<IReadOnlyList<TrialRecord>>>? blind) : Gate(Title)
{
    public const string Title = "guessability";

    /// <summary>Above chance.</summary>
    private const double Points = 0.05;

    private const double ChoiceChance = 0.25;
    private const double YesNoChance = 0.5;

    /// <summary>From here on, an option is by far the longest, times the mean of all: what the generation pipeline allows its own queries.</summary>
    private const double ByFar = 1.5;

    public override async Task<IReadOnlyList<AuditCheck>> CheckAsync(AuditSubject subject, CancellationToken cancellationToken)
    {
        List<Query> choices = [.. subject.Queries.Where(q => q.Options.Count > 0)];
        List<Query> statements = [.. subject.Queries.Where(q => q.TrueQuestion is not null)];
        var trials = blind is null || choices.Count + statements.Count == 0 ? [] : await blind(subject, cancellationToken).ConfigureAwait(false);

        // The log has them in the order in which they ended.
        var byModel = trials.GroupBy(t => (t.Condition.Model, t.Condition.Task)).OrderBy(g => g.Key.Model, StringComparer.Ordinal).ThenBy(g => g.Key.Task, StringComparer.Ordinal);
        return [.. Choices(subject, choices), .. Statements(subject, statements), .. byModel.SelectMany(g => Model(subject, g.Key.Model, g.Key.Task, [.. g]))];
    }

    private static IEnumerable<AuditCheck> Choices(AuditSubject subject, List<Query> queries)
    {
        if (queries.Count == 0)
        {
            yield return AuditCheck.NotApplicable("multiple-choice", "no query has options");
            yield break;
        }

        foreach (var guesser in OptionGuesser.All)
        {
            var accuracy = subject.Mean(queries.Select(q => (subject.PreferenceOf(q).UserId, guesser.Score(q))))!;
            var check = AuditCheck.Below($"multiple-choice, {guesser.Name}", accuracy, ChoiceChance + Points);
            yield return guesser.Name switch
            {
                "longest option" => check.With([.. queries.Where(IsLongest).Select(q => subject.Finding(q, "its right option is by far the longest"))]),
                "odd one out" when check.Verdict == GateVerdict.Fail => check.With([.. queries.Where(StandsOut)
                    .Select(q => subject.Finding(q, "its right option is much less like the others than they are like each other"))]),
                _ => check,
            };
        }

        foreach (var own in queries.GroupBy(q => subject.PreferenceOf(q).Type).OrderBy(g => g.Key))
        {
            var type = own.Key is { } known ? Word.Of(known) : "unknown type";
            var index = subject.Mean(own.Select(q => (subject.PreferenceOf(q).UserId, OptionGuesser.OddOneOut.Score(q) - ChoiceChance)), -ChoiceChance, 1 - ChoiceChance)!;
            yield return AuditCheck.Measured($"odd-one-out index, {type}", index);
        }
    }

    private static IEnumerable<AuditCheck> Statements(AuditSubject subject, List<Query> queries)
    {
        if (queries.Count == 0)
        {
            yield return AuditCheck.NotApplicable("true-false", "no query has a true and a false question");
            yield break;
        }

        var added = queries.SelectMany(q => new[] { Added(q, q.TrueQuestion!), Added(q, q.FalseQuestion!) }).Order().ToList();
        var middle = added[added.Count / 2];
        var accuracy = subject.Mean(queries.SelectMany(q => new[]
        {
            (subject.PreferenceOf(q).UserId, Yes(Added(q, q.TrueQuestion!))), (subject.PreferenceOf(q).UserId, 1 - Yes(Added(q, q.FalseQuestion!))),
        }))!;
        yield return AuditCheck.Below("true-false, yes to what is long", accuracy, YesNoChance + Points);

        double Yes(int length) => length == middle ? 0.5 : length > middle ? 1 : 0;
    }

    /// <summary>A model's accuracy on a task, and for yes and no how often it says yes: 0.5 is without bias.</summary>
    private static IEnumerable<AuditCheck> Model(AuditSubject subject, string model, string task, IReadOnlyList<TrialRecord> trials)
    {
        var scored = trials.Where(t => t.Outcome == TrialOutcome.Scored).ToList();
        var lost = trials.Count - scored.Count;
        var name = $"{task}, {model}";
        if (scored.Count == 0)
        {
            yield return AuditCheck.NotApplicable(name, $"none of {trials.Count} answers could be scored; the first: {trials[0].Error ?? Word.Of(trials[0].Outcome)}");
            yield break;
        }

        var chance = task == Word.Of(TaskKind.MultipleChoice) ? ChoiceChance : YesNoChance;
        var accuracy = subject.Mean(scored.Select(t => (t.UserId, t.Scores["accuracy"])))!;
        var isConstant = task == Word.Of(TaskKind.TrueFalse) && scored.Select(t => t.Choice).Distinct().Count() == 1;
        yield return isConstant
            ? AuditCheck.NotApplicable(name, $"it always says {scored[0].Choice}, which is right half of the time whatever is asked")
            : AuditCheck.Below(name, accuracy, chance + Points, lost > 0 ? $"{lost} answers could not be scored" : null);
        if (task == Word.Of(TaskKind.TrueFalse))
            yield return AuditCheck.Measured($"says yes, {model}", subject.Mean(scored.Select(t => (t.UserId, t.Choice == "yes" ? 1.0 : 0)))!);
    }

    /// <summary>What a question about one option adds to the open one, in characters.</summary>
    private static int Added(Query query, string question) => question.Length - query.Question.Length;

    private static bool IsLongest(Query query) => Right(query).Text.Length > ByFar * query.Options.Average(o => o.Text.Length);

    private static bool StandsOut(Query query)
    {
        var likeness = OptionLikeness.Of(query);
        var right = query.Options.ToList().IndexOf(Right(query));
        return likeness.Index().All(l => l.Index == right || l.Item > ByFar * likeness[right]);
    }

    private static Option Right(Query query) => query.Options.First(o => o.Label == query.Answer);
}
