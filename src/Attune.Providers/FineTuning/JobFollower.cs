using Attune.Models;

namespace Attune.Providers.FineTuning;

/// <summary>Follows a job until it ends. What passes by itself (a server that is down for a while, a limit) is waited for.</summary>
/// <param name="client">The endpoint.</param>
/// <param name="time">The clock of the waits; null means the system's.</param>
public sealed class JobFollower(TuningClient client, TimeProvider? time = null)
{
    /// <summary>Failed calls in a row after which the endpoint has gone.</summary>
    private const int MostFailures = 20;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Returns when the job has ended.</summary>
    /// <param name="id">The job.</param>
    /// <param name="told">Told of each event, in order, once.</param>
    /// <param name="looked">Told how far the job is, each time that it was asked; null means nobody is.</param>
    /// <param name="cancellationToken">Stops following; the job goes on.</param>
    /// <exception cref="ModelCallException">There is no such job, the key is wrong, or the endpoint has gone: 20 calls in a row failed.</exception>
    public async Task<TuningJob> FollowAsync(string id, Action<TuningEvent> told, Action<TuningJob>? looked = null, CancellationToken cancellationToken = default)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var (wait, failures) = (Shortest, 0);
        while (true)
        {
            try
            {
                // The job first: an event that comes between the two calls is then never missed.
                var job = await client.GetAsync(id, cancellationToken).ConfigureAwait(false);
                foreach (var news in await client.EventsAsync(id, known, cancellationToken).ConfigureAwait(false))
                    if (known.Add(news.Id)) told(news);
                looked?.Invoke(job);
                if (job.HasEnded) return job;
                failures = 0;
            }
            catch (ModelCallException e) when (e.IsTransient && ++failures < MostFailures)
            {
                if (e.RetryAfter > wait) wait = e.RetryAfter.Value;
            }

            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
            wait = wait * 1.5 < Longest ? wait * 1.5 : Longest;
        }
    }
}
