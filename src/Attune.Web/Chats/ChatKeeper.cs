using Attune.Web.Storage;

namespace Attune.Web.Chats;

/// <summary>At start, sees to the answers that an earlier process left unwritten; then and every hour, to collections whose last day is over, and to deletions that did not reach every dataset.</summary>
internal sealed partial class ChatKeeper(Database database, ChatStore chats, CollectedStore collected, DatasetDesk desk, Forgetting forgetting, TimeProvider clock, ILoggerFactory logging) : BackgroundService
{
    private readonly ILogger _log = logging.CreateLogger("Attune.Faults");

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await chats.InterruptAsync(cancellationToken);
        await collected.InterruptAsync(cancellationToken);
        await desk.SweepAsync(cancellationToken);
        // A deletion that was cut short by the end of the process may have left its content in the database's log.
        if ((await collected.PendingAsync(cancellationToken)).Count > 0) await database.ScrubAsync(cancellationToken);
        await forgetting.FinishAsync(cancellationToken);
        await forgetting.ExpiredAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await KeepAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The console ends.
        }
    }

    private async Task KeepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await forgetting.FinishAsync(stoppingToken);
            await forgetting.ExpiredAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(_log, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What is over its last day could not be deleted; it is tried again in an hour.")]
    private static partial void Failed(ILogger log, Exception exception);
}
