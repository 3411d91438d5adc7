using Attune.Web.Accounts;
using Attune.Web.Chats;
using Attune.Web.Storage;

namespace Attune.Web.Departures;

/// <summary>
/// Deletes an account: what they said in chats goes, what they annotated stays under pseudonyms or goes, and an owner is always left. One
/// transaction; what must follow in runs and datasets is carried through by <see cref="Rewriting"/>, whatever ends the process. Thread-safe.
/// </summary>
internal sealed class Departure(Database database, AccountStore accounts, Forgetting forgetting, Rewriting rewriting, TimeProvider clock)
{
    /// <summary>What somebody would leave behind.</summary>
    public async Task<Traces> TracesAsync(string accountId, CancellationToken cancellationToken = default) => (await database.ReadAsync(t => t.FirstAsync<Traces>("""
        SELECT
          (SELECT COUNT(*) FROM round_tasks WHERE account_id = @accountId AND answered_at IS NOT NULL) AS answers,
          (SELECT COUNT(*) FROM round_annotators WHERE account_id = @accountId) AS rounds,
          (SELECT COUNT(*) FROM chats h JOIN participations p ON p.id = h.participation_id
            WHERE p.account_id = @accountId OR p.invitation_id IN (SELECT i.id FROM invitations i WHERE i.used_by = @accountId)) AS chats
        """, new { accountId }), cancellationToken))!;

    /// <summary>Deletes an account. What was begun is carried through, also where whoever asked goes away.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="keepsAnswers">Whether what they annotated stays.</param>
    /// <returns>False where it would leave no owner; nothing is deleted then.</returns>
    public async Task<bool> DeleteAsync(string accountId, bool keepsAnswers)
    {
        var isLastOwner = false;
        await forgetting.ForgetAsync(async t =>
        {
            isLastOwner = !await accounts.TryCloseAsync(t, accountId);
            if (isLastOwner) return [];
            var waiting = await forgetting.EverythingAsync(t, accountId);
            if (!keepsAnswers) await AnswersOfSomebody.TakeAsync(t, accountId, clock.GetUtcNow());
            else await AnswersOfSomebody.KeepAsync(t, accountId);
            await AccountStore.DropAsync(t, accountId);
            return waiting;
        }, CancellationToken.None);
        if (!isLastOwner) await rewriting.DoAsync(CancellationToken.None);
        return !isLastOwner;
    }
}
