using Attune.Web.Annotation;
using Attune.Web.Storage;

namespace Attune.Web.Departures;

/// <summary>
/// Writes rounds anew into their runs and datasets after somebody took their answers with them: at once, and where that fails, at the next
/// start and every hour.
/// </summary>
internal sealed partial class Rewriting(Database database, RoundDesk rounds, TimeProvider clock, ILoggerFactory logging) : BackgroundService
{
    private readonly ILogger _log = logging.CreateLogger("Attune.Faults");
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Does what is noted; what fails stays noted.</summary>
    public async Task DoAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            foreach (var round in await database.ReadAsync(t => t.QueryAsync<string>("SELECT round_id FROM rounds_to_rewrite ORDER BY since"), cancellationToken)) await RewriteAsync(round, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        try
        {
            do await TryAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The console ends.
        }
    }

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await DoAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotRead(_log, e);
        }
    }

    private async Task RewriteAsync(string round, CancellationToken cancellationToken)
    {
        try
        {
            if (await rounds.WriteAsync(round, cancellationToken) is not null) await rounds.EraseAsync(round, cancellationToken);
            await database.WriteAsync(t => t.ExecuteAsync("DELETE FROM rounds_to_rewrite WHERE round_id = @round", new { round }), cancellationToken);
        }
        catch (Exception e) when (e is BadInputException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            NotRewritten(_log, round, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Answers that somebody took with them are still where the round {Round} was written to. It is tried again within an hour. {Why}")]
    private static partial void NotRewritten(ILogger log, string round, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Which rounds are to be written anew could not be read; it is tried again within an hour.")]
    private static partial void NotRead(ILogger log, Exception exception);
}
