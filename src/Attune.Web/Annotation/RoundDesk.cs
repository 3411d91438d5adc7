namespace Attune.Web.Annotation;

/// <summary>A round with all that was said in it, laid out for its owner. Thread-safe.</summary>
internal sealed class RoundDesk(RoundStore rounds, Decisions decisions, RoundKinds kinds, TimeProvider clock)
{
    public RoundStore Rounds => rounds;

    /// <summary>Null where there is none.</summary>
    public async Task<(Round Round, IRoundKind Kind, IReadOnlyList<JudgedItem> Items)?> OpenAsync(string id, CancellationToken cancellationToken)
    {
        if (await rounds.FindAsync(id, cancellationToken) is not { } round) return null;
        var kind = kinds[round.Kind];
        return (round, kind, JudgedItem.Of(kind, await rounds.AnswersAsync(id, cancellationToken), await decisions.ListAsync(id, cancellationToken)));
    }

    /// <summary>Puts all of it where it is used; null where there is no such round.</summary>
    /// <exception cref="BadInputException">That is gone, or cannot be written.</exception>
    public async Task<Written?> WriteAsync(string id, CancellationToken cancellationToken)
    {
        var then = clock.GetUtcNow();
        if (await OpenAsync(id, cancellationToken) is not { } open) return null;
        var written = open.Kind.Write(open.Round, open.Items, await rounds.BodiesAsync(id, cancellationToken));
        await rounds.WrittenAsync(id, then, cancellationToken);
        return written;
    }

    /// <summary>Takes what is no longer said out of where it was put, words and all.</summary>
    /// <exception cref="BadInputException">That is gone, or cannot be written.</exception>
    public async Task EraseAsync(string id, CancellationToken cancellationToken)
    {
        if (await rounds.FindAsync(id, cancellationToken) is { } round) kinds[round.Kind].Erase(round);
    }
}
