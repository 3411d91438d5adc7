namespace Attune.Judging;

/// <summary>How a judge's scores in one dimension compare with the labels. What cannot be computed is null.</summary>
public sealed record JudgeAgreement
{
    /// <summary>Answers that it gave a score.</summary>
    public required int Scored { get; init; }

    /// <summary>Answers that it gave none.</summary>
    public required int Unscored { get; init; }

    /// <summary>Share of scores equal to the label.</summary>
    public double? Exact { get; init; }

    /// <summary>Share of scores at most one level from the label.</summary>
    public double? WithinOne { get; init; }

    /// <summary>Cohen's kappa with quadratic weights.</summary>
    public double? Kappa { get; init; }

    /// <summary>Mean of score minus label: above 0, the judge is lenient.</summary>
    public double? Bias { get; init; }

    /// <summary>Spearman's correlation of the answer's length with score minus label: above 0, long answers are overrated.</summary>
    public double? LengthEffect { get; init; }

    /// <summary>Share of answers whose score changes when their lines are put in reverse order.</summary>
    public double? OrderChanged { get; init; }

    /// <summary>Mean change of score by reversing.</summary>
    public double? OrderShift { get; init; }
}
