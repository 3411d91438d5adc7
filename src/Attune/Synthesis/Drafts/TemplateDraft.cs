using System.Text.RegularExpressions;
using Attune.Conversations;
using Attune.Synthesis.Drafts.Answers;
using Attune.Synthesis.Pairs;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>A conversation of two turns that reveals a preference, by one of InterPref's templates (section 3.3.3, figures 12 and 13).</summary>
/// <param name="plan">The dataset's plan.</param>
/// <param name="key">Names the preference.</param>
/// <param name="template">One of <see cref="Conversations.Expressions.InterPref"/>.</param>
/// <param name="preference">What is revealed.</param>
/// <param name="number">From 1, another one for each preference.</param>
internal sealed partial class TemplateDraft(InterPrefPlan plan, string key, string template, StatedPreference preference, int number)
    : Draft<RevealingTurnsAnswer>(PairStage.Histories, $"{key}/{template}", $"generate-{template}", DraftJson.Texts.RevealingTurnsAnswer)
{
    private const int Turns = 2;
    private const int FewestReplyWords = 8;

    private Session? _session;

    protected override IEnumerable<string> Missing => _session is null ? [Key] : [];

    public override DraftRequest Request(long seed) => new()
    {
        Stage = Stage,
        Seed = seed,
        DatasetSeed = plan.Seed,
        Language = plan.Language,
        Number = number,
        Turns = Turns,
        Template = template,
        Statement = preference,
    };

    public override Artefact Fill(Artefact artefact) => artefact with { Sessions = _session is null ? null : [_session] };

    protected override IReadOnlyList<Flaw> Take(RevealingTurnsAnswer answer)
    {
        if (answer.Turns.Contains(null!)) return Useless("turns holds null");
        List<string> faults = [.. TurnChecks.Shape([.. answer.Turns.Select(t => (t.User, t.Assistant))], Turns, Turns)];
        if (faults.Count == 0) faults.AddRange(Faults(answer.Turns));
        if (faults.Count == 0)
            _session = new()
            {
                Id = Key,
                Kind = SessionKind.Preference,
                Expression = template,
                Turns = [.. answer.Turns.Select(t => new Turn { User = t.User.Trim(), Assistant = t.Assistant.Trim(), Reveals = t.Reveals ? true : null })],
            };
        return [.. faults.Select(f => new Flaw(Key, f))];
    }

    private IEnumerable<string> Faults(IReadOnlyList<RevealingTurnAnswer> turns)
    {
        if (!turns.Any(t => t.Reveals)) yield return "no turn reveals the preference";
        if (template == Conversations.Expressions.Rewrite && turns[0].Reveals) yield return "the first message reveals the preference already; only the correction does";
        for (var i = 0; i < turns.Count; i++)
        {
            if (plan.IsEnglish && ThirdPerson().IsMatch(turns[i].User)) yield return $"user message {i + 1} speaks of 'the user'; people say I";
            if (Texts.Length($"assistant message {i + 1}", turns[i].Assistant, FewestReplyWords, int.MaxValue) is { } length) yield return length;
        }
    }

    [GeneratedRegex(@"\bthe user (?:is|has|likes|prefers|dislikes|wants|lives|works|enjoys|avoids)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ThirdPerson();
}
