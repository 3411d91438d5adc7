using Attune.Runs.Pairs;
namespace Attune.Web.Annotation;

/// <summary>An item on which people differ.</summary>
/// <param name="Place">From 1.</param>
/// <param name="Query">What was asked.</param>
/// <param name="A">Contestant A.</param>
/// <param name="B">Contestant B.</param>
/// <param name="Words">What each of them says.</param>
public sealed record Disagreement(long Place, string Query, string A, string B, IReadOnlyList<Disagreement.Word> Words)
{
    /// <summary>What somebody says.</summary>
    /// <param name="Pseudonym">Who.</param>
    /// <param name="Preferred">The contestant, or <c>tie</c>.</param>
    /// <param name="Comment">Theirs, or empty.</param>
    public sealed record Word(string Pseudonym, string Preferred, string Comment);

    internal static Disagreement Of(IReadOnlyList<AnswerRow> answers, string body)
    {
        var contest = ContestRounds.Read(body);
        string Name(string side) => side switch { "a" => ContestSchedule.NameOf(contest.A), "b" => ContestSchedule.NameOf(contest.B), _ => Side.Tie };
        return new(
            answers[0].Place + 1, contest.ByA.Query, Name("a"), Name("b"), [.. answers.Select(a => new Word(a.Pseudonym, Name(a.Preferred), a.Comment))]);
    }
}
