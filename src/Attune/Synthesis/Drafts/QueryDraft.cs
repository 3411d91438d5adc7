using Attune.Models.Embedded;
using Attune.People;
using Attune.Questions;
using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>The query that tests a preference (RealPref 4.1, appendix B.1). It is told nothing of the user but the preference.</summary>
internal sealed class QueryDraft(RealPrefPlan plan, Preference preference)
    : Draft<QueryAnswer>(Synthesis.Stage.Queries, $"{preference.Id}-q", "generate-query", DraftJson.Texts.QueryAnswer)
{
    private const string Labels = "ABCD";

    /// <summary>A longer right option could be told by its length.</summary>
    private const double MostOfMeanLength = 1.5;

    /// <summary>The part of an option's content words that a question about it must have.</summary>
    private const double OptionWords = 0.6;

    private Query? _query;

    protected override IEnumerable<string> Missing => _query is null ? [Key] : [];

    public override DraftRequest Request(long seed) => new() { Stage = Stage, Seed = seed, DatasetSeed = plan.Seed, Language = plan.Language, Preference = preference };

    public override Artefact Fill(Artefact artefact) => artefact with { Query = _query };

    protected override IReadOnlyList<Flaw> Take(QueryAnswer answer)
    {
        if (answer.Options.Count != Labels.Length || answer.Options.Contains(null!) || answer.Options.Count(o => o.Suits) != 1)
            return Useless($"it has {answer.Options.Count} options, of which {answer.Options.Count(o => o?.Suits == true)} suit; write four, of which one suits");
        List<Flaw> flaws = [.. Faults(answer).Select(f => new Flaw(Key, f))];
        if (flaws.Count == 0) _query = QueryOf(answer);
        return flaws;
    }

    private IEnumerable<string> Faults(QueryAnswer answer)
    {
        if (Texts.Length("question", answer.Question, 4, 70) is { } question) yield return question;
        foreach (var word in TellingWords.In(answer.Question, preference.Facets)) yield return $"the question says '{word}', which gives the preference away";
        foreach (var option in answer.Options)
            if (Texts.Length("an option", option.Text, 1, 40) is { } length) yield return length;
        if (answer.Options.DistinctBy(o => o.Text.Trim(), StringComparer.OrdinalIgnoreCase).Count() < Labels.Length) yield return "two options are the same";

        var right = answer.Options.Single(o => o.Suits).Text;
        if (right.Length > MostOfMeanLength * answer.Options.Average(o => o.Text.Length)) yield return "the option that suits is much longer than the others";
        if (!IsAbout(answer.TrueQuestion, right)) yield return "true_question does not ask about the option that suits";
        if (!answer.Options.Any(o => !o.Suits && IsAbout(answer.FalseQuestion, o.Text))) yield return "false_question does not ask about an option that does not suit";
        if (IsAbout(answer.FalseQuestion, right)) yield return "false_question asks about the option that suits";
    }

    private static bool IsAbout(string? question, string option)
    {
        if (string.IsNullOrWhiteSpace(question)) return false;
        if (question.Contains(option.Trim().TrimEnd('.'), StringComparison.OrdinalIgnoreCase)) return true;
        var asked = Stems.Of(question).ToHashSet(StringComparer.Ordinal);
        var words = Stems.Of(option).Distinct(StringComparer.Ordinal).ToList();
        return words.Count > 0 && words.Count(asked.Contains) >= OptionWords * words.Count;
    }

    /// <summary>Which label is right hangs on the seed: models put it first too often.</summary>
    private Query QueryOf(QueryAnswer answer)
    {
        var options = new KeyedRandom(plan.Seed, "options", Key).Shuffle(answer.Options);
        return new()
        {
            Id = Key,
            PreferenceId = preference.Id,
            Question = answer.Question.Trim(),
            Explanation = answer.Explanation.Trim(),
            Options = [.. options.Select((o, i) => new Option { Label = Labels[i].ToString(), Text = o.Text.Trim() })],
            Answer = Labels[Array.FindIndex(options, o => o.Suits)].ToString(),
            TrueQuestion = answer.TrueQuestion.Trim(),
            FalseQuestion = answer.FalseQuestion.Trim(),
        };
    }
}
