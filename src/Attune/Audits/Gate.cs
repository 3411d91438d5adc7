namespace Attune.Audits;

/// <summary>A question to a dataset that decides whether it is fit to measure with.</summary>
/// <param name="name">Its name, as reports show it.</param>
internal abstract class Gate(string name)
{
    public string Name { get; } = name;

    /// <summary>Looks at everything that the gate looks at.</summary>
    public abstract Task<IReadOnlyList<AuditCheck>> CheckAsync(AuditSubject subject, CancellationToken cancellationToken);
}
