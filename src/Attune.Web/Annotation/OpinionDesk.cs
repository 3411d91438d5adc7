using Attune.Web.Storage;

namespace Attune.Web.Annotation;

/// <summary>Has a model asked for its opinion when an annotator wants one that nobody has asked for yet. Thread-safe.</summary>
internal sealed class OpinionDesk(Database database, Dealer dealer, RoundKinds kinds)
{
    /// <summary>Two who ask at once, in different orders of the seats, each keep what they were told.</summary>
    private const int Attempts = 3;

    /// <summary>Makes sure that there is an opinion to show.</summary>
    /// <param name="id">The task.</param>
    /// <param name="accountId">Whose it must be.</param>
    /// <param name="token">Of the page that they saw: a form that is out of date asks nobody.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    /// <returns>False where the model could not be asked, or said nothing that can be read.</returns>
    public async Task<bool> HaveAsync(string id, string accountId, string token, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await dealer.FindAsync(id, accountId, cancellationToken) is not { AnsweredAt: null, SkippedAt: null, ClosedAt: null } task || task.Token != token) return true;
            var kind = kinds[task.Kind];
            if (!kind.Show(task.Body, task.IsSwapped, withOpinion: false).CanAsk) return true;
            if (await kind.AskAsync(task.Body, task.IsSwapped, cancellationToken) is not { } opined) return false;
            if (await KeepAsync(task, opined, cancellationToken)) return true;
        }

        return false;
    }

    private async Task<bool> KeepAsync(RoundTask task, Opined opined, CancellationToken cancellationToken) => await database.WriteAsync(
        t => t.ExecuteAsync("UPDATE round_items SET body = @Body, model_says = @ModelSays WHERE id = @ItemId AND body = @before", new { opined.Body, opined.ModelSays, task.ItemId, before = task.Body }),
        cancellationToken) == 1;
}
