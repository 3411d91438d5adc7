using Attune.Synthesis.Drafts;

namespace Attune.Synthesis.Pairs;

/// <summary>Has queries made for pairs, and one of them chosen (InterPref 3.3.2). A pair without a query is set aside.</summary>
internal sealed class PairQueries(InterPrefPlan plan, Func<Draft, Task<Artefact>> make, Action<SetAside> keep)
{
    /// <summary>Those that have a query, in the order given.</summary>
    public async Task<IReadOnlyList<ChosenQuery>> ChooseAsync(IReadOnlyList<PairSubject> subjects) =>
        [.. (await Task.WhenAll(subjects.Select(ChooseAsync)).ConfigureAwait(false)).OfType<ChosenQuery>()];

    private async Task<ChosenQuery?> ChooseAsync(PairSubject subject)
    {
        var made = await make(new CandidatesDraft(plan, subject.Key, subject.One, subject.Other)).ConfigureAwait(false);
        if (made.Candidates is not { } queries) return null;
        if (!plan.Verify) return new(subject, queries[0], made, null);
        var check = (await make(new VerificationDraft(plan, subject.Key, subject.One, subject.Other, queries)).ConfigureAwait(false)).Check;
        if (check is null) return null;
        if (check.Choice > 0) return new(subject, queries[check.Choice - 1], made, check);
        keep(new(PairStage.Verification, subject.Key, $"{check.By} takes none of the queries: {check.Note}"));
        return null;
    }
}
