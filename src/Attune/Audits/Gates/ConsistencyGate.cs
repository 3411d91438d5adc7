namespace Attune.Audits.Gates;

/// <summary>Whether the dataset can be true: days in a possible order, names, preferences that go together, nothing told twice.</summary>
internal sealed class ConsistencyGate() : Gate(Title)
{
    public const string Title = "consistency";

    public override Task<IReadOnlyList<AuditCheck>> CheckAsync(AuditSubject subject, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<AuditCheck>>(
        [.. DateChecks.Of(subject, cancellationToken), NameCheck.Of(subject), .. PreferenceChecks.Of(subject), .. PairConsistency.Of(subject), RepetitionChecks.RandomSessions(subject)]);
}
