using System.Collections.Concurrent;
using Attune.Models;
using Attune.Runs;
using Attune.Web.Hosting;
using Attune.Web.Shelves;

namespace Attune.Web.Experiments;

/// <summary>
/// Carries out runs in this process, a few at a time; the others wait. All it must remember is in the run folders: whatever ends the
/// process, 'attune resume' or this console goes on with each. Thread-safe.
/// </summary>
internal sealed class RunKeeper(ConsoleOptions options, Workbench workbench, TimeProvider clock, ILogger<RunKeeper> log) : IHostedService, IDisposable
{
    /// <summary>More would only share the same processors and the same limits of endpoints.</summary>
    private const int AtOnce = 2;

    private const string Waits = "It waits for its turn in the console.";

    private readonly ConcurrentDictionary<string, KeptRun> _kept = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly Lock _beginning = new();
    private bool _isClosed;

    /// <summary>The runs that go on or wait, by name.</summary>
    public IReadOnlyList<KeptRun> All => [.. _kept.Values.OrderBy(k => k.Name, StringComparer.Ordinal)];

    /// <summary>The run of this folder if this console carries it out; else null.</summary>
    public KeptRun? Find(string location) => _kept.GetValueOrDefault(Path.GetFullPath(location));

    /// <summary>Begins an experiment, or goes on with the run that it already has.</summary>
    /// <returns>The run's name.</returns>
    /// <exception cref="BadInputException">Something is wrong with it, or it is under way.</exception>
    public string Start(Experiment experiment, RunLimits limits) => Begin(experiment, limits, null);

    /// <summary>Goes on with a run.</summary>
    /// <exception cref="BadInputException">Something is wrong with it, or it is under way.</exception>
    public string Resume(ShelfEntry run, Experiment experiment, RunLimits limits) => Begin(experiment, limits, run.Location);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops all runs resumably.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_beginning) _isClosed = true;
        foreach (var run in _kept.Values) run.Stop();
        await Task.WhenAll(_kept.Values.Select(k => k.Work)).WaitAsync(cancellationToken);
    }

    public void Dispose() => _turns.Dispose();

    private string Begin(Experiment experiment, RunLimits limits, string? folder)
    {
        var how = new RunOptions { Out = folder, Runs = options.Runs, Concurrency = limits.Concurrency, MaxCost = limits.MaxCost, MaxTokens = limits.MaxTokens, Cache = workbench.OpenCache(experiment), Log = log };
        try
        {
            KeptRun? kept = null;
            how.Progress = totals => kept!.Totals = totals;
            var runner = new Runner(experiment, workbench.Resolve, how, clock);
            lock (_beginning)
            {
                if (_isClosed) throw new BadInputException("The console", "is stopping", "Start it again");
                var path = Path.GetFullPath(runner.Folder.Location);
                kept = new(Path.GetFileName(path), path);
                if (!_kept.TryAdd(path, kept)) throw new BadInputException(kept.Name, "is under way already", "Stop it first, or let it end");
                try
                {
                    runner.Announce(Waits);
                }
                catch
                {
                    _kept.TryRemove(path, out _);
                    throw;
                }

                kept.Work = Task.Run(() => RunAsync(runner, kept, how), CancellationToken.None);
            }

            return kept.Name;
        }
        catch
        {
            how.Cache?.Dispose();
            throw;
        }
    }

    private async Task RunAsync(Runner runner, KeptRun run, RunOptions how)
    {
        try
        {
            await _turns.WaitAsync(run.Stopping);
            try
            {
                run.HasBegun = true;
                await runner.RunAsync(run.Stopping);
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or BadInputException or ModelCallException or BudgetReachedException)
        {
            // The run's record says why it stopped.
        }
        catch (Exception e)
        {
            log.LogError(e, "A run broke off");
        }
        finally
        {
            _kept.TryRemove(run.Location, out _);
            how.Cache?.Dispose();
            run.Dispose();
        }
    }
}
