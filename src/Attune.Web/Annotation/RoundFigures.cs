using Attune.Statistics;

namespace Attune.Web.Annotation;

/// <summary>How a round stands: agreement of people with each other and with a model, and how each of them works.</summary>
public sealed record RoundFigures
{
    /// <summary>Krippendorff's alpha of whom people prefer.</summary>
    public required Agreement Alpha { get; init; }

    /// <summary>Cohen's kappa where two people have judged the same items, Fleiss' where more have; null where nobody has.</summary>
    public Agreement? Kappa { get; init; }

    /// <summary>Whose it is: <c>Cohen</c> or <c>Fleiss</c>.</summary>
    public string KappaOf { get; init; } = "Fleiss";

    /// <summary>People's majority against a model's word.</summary>
    public required Consistency AgainstModel { get; init; }

    /// <summary>Each who takes part.</summary>
    public required IReadOnlyList<AnnotatorFigures> Annotators { get; init; }

    /// <summary>Items on which people differ, the first places first.</summary>
    internal IReadOnlyList<IReadOnlyList<AnswerRow>> Disagreements { get; init; } = [];

    /// <summary>Answers without a tie, and of those the share that name the left side; null where there are none.</summary>
    public required Estimate? Left { get; init; }

    internal static RoundFigures Of(IReadOnlyList<AnswerRow> answers, IReadOnlyList<AnnotatorRow> annotators)
    {
        var items = answers.GroupBy(a => a.ItemId).Select(g => g.ToList()).ToList();
        List<IReadOnlyList<string>> labels = [.. items.Select(i => (IReadOnlyList<string>)[.. i.Select(a => a.Preferred)])];
        var two = answers.Select(a => a.Pseudonym).Distinct().Count() == 2;
        var named = answers.Where(a => a.Answer != Side.Tie).ToList();
        return new()
        {
            Alpha = KrippendorffAlpha.Nominal<string>([.. labels]),
            KappaOf = two ? "Cohen" : "Fleiss",
            Kappa = two ? Cohen(items) : FleissKappa.Of<string>([.. labels]),
            AgainstModel = Consistency.Of(items.Select(i => new RatedItem(i[0].ModelSays, [.. i.Select(a => a.Preferred)]))),
            Annotators = [.. annotators.Select(a => AnnotatorFigures.Of(a, [.. answers.Where(r => r.Pseudonym == a.Pseudonym)]))],
            Disagreements = [.. items.Where(i => i.Select(a => a.Preferred).Distinct().Count() > 1)],
            Left = ClusteredMean.Share(named, a => a.ItemId, a => a.Answer == Side.Left, 0),
        };
    }

    private static Agreement Cohen(List<List<AnswerRow>> items) => CohenKappa.Nominal([
        .. items.Where(i => i.Count == 2).Select(i => i.OrderBy(a => a.Pseudonym, StringComparer.Ordinal).ToList()).Select(i => (i[0].Preferred, i[1].Preferred))]);
}
