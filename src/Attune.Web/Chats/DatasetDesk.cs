using System.Text.RegularExpressions;
using Attune.Conversations;
using Attune.Datasets;
using Attune.Models;
using Attune.People;
using Attune.Runs;
using Attune.Synthesis;
using Attune.Synthesis.Mining;
using Attune.Web.Experiments;
using Attune.Web.Hosting;
using Attune.Web.Storage;

namespace Attune.Web.Chats;

/// <summary>
/// Makes datasets of collections, mines them, and takes out of them what was deleted. One thing at a time; a deletion ends a mining, so that
/// nobody waits for a model. Thread-safe.
/// </summary>
internal sealed partial class DatasetDesk(ConsoleOptions options, CollectedStore collected, ILoggerFactory logging) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly ILogger _log = logging.CreateLogger("Attune.Faults");
    private CancellationTokenSource? _stopMining;
    private Task _mining = Task.CompletedTask;

    /// <summary>Completes when what is being mined is done.</summary>
    internal Task MinedAsync() => _mining;

    /// <summary>Writes all chats of a collection as a dataset of kind chat. Null, or why not.</summary>
    public Task<string?> MakeAsync(Collection collection, string name, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        if (!FolderName().IsMatch(name)) return "Give a name of small letters, digits and hyphens, at most 60.";
        var folder = FolderOf(name);
        if (Directory.Exists(folder) || !await collected.BeginAsync(collection.Id, name, "chats", null, cancellationToken)) return $"There is a dataset {name} already. Choose another name.";
        try
        {
            var chats = 0;
            PrivateFiles.CreateFolder(folder);
            using (var writer = new DatasetWriter(folder))
            {
                string? last = null;
                await collected.EachChatAsync(collection.Id, chat =>
                {
                    chats++;
                    if (chat.Person != last) writer.Add(new Profile { Id = last = chat.Person, Persona = "Nothing is known of this user but the chats." });
                    writer.Add(SessionOf(chat));
                }, cancellationToken);
                if (chats > 0) writer.Commit(Card(collection, name));
            }

            if (chats > 0) await CleanAsync(collection.Id);
            await (chats > 0 ? collected.EndAsync(name, null) : collected.DropAsync(name));
            return chats > 0 ? null : "There are no chats yet.";
        }
        catch
        {
            await collected.DropAsync(name);
            throw;
        }
        finally
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
    });

    /// <summary>Begins to mine a dataset of a collection; <see cref="CollectedDataset.State"/> tells of it. Null, or why not.</summary>
    public Task<string?> MineAsync(Collection collection, string chats, string model, long maxTokens, CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        if (!(await collected.ListAsync(collection.Id, cancellationToken)).Any(d => d is { Kind: "chats", State: "done" } && d.Name == chats)) return "There is no such dataset of this collection.";
        if (!_mining.IsCompleted) return "Something is being mined already. Wait until that is done.";
        var name = chats + "-mined";
        var folder = FolderOf(name);
        var ours = (await collected.ListAsync(collection.Id, cancellationToken)).Any(d => d.Kind == "mined" && d.Name == name);
        if (Directory.Exists(folder) && !ours) return $"There is a dataset {name} already, which was not made here. Rename it first.";
        try
        {
            ExperimentRules.KeepsKeys(ModelName.Parse(model));
            // What was cleaned, or mined with another model, is mined anew; what was interrupted goes on.
            if (ours && Directory.Exists(folder) && !await MayGoOnAsync(collection.Id, name, model)) Directory.Delete(folder, recursive: true);
            var plan = new MiningPlan { Name = name, Chats = FolderOf(chats), Model = model };
            var pipeline = new MiningPipeline(plan, folder, options.Workbench.Resolve, options: new GenerationOptions { MaxTokens = maxTokens });
            if (!await collected.BeginAsync(collection.Id, name, "mined", model, cancellationToken)) return $"There is a dataset {name} already.";
            PrivateFiles.CreateFolder(folder);
            _stopMining = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
            var stop = _stopMining.Token;
            _mining = Task.Run(() => MineAsync(pipeline, name, stop), CancellationToken.None);
            return null;
        }
        catch (BadInputException e)
        {
            return e.Message;
        }
    });

    /// <summary>Takes what was deleted out of every dataset that was made here. What fails is logged, and is tried again within an hour.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var pending = await collected.PendingAsync(cancellationToken);
        if (pending.Count == 0) return;
        await AloneAsync(async () =>
        {
            await StopMiningAsync();
            foreach (var collection in pending) await CleanAsync(collection);
            return null;
        });
    }

    /// <summary>Deletes every dataset that was made of a collection. What fails is logged, and is tried again within an hour.</summary>
    /// <returns>Whether none is left.</returns>
    public async Task<bool> DeleteAllAsync(string collectionId)
    {
        var all = true;
        await AloneAsync(async () =>
        {
            var made = await collected.ListAsync(collectionId);
            if (made.Any(d => d is { Kind: "mined", State: "making" })) await StopMiningAsync();
            foreach (var dataset in made)
            {
                try
                {
                    var folder = FolderOf(dataset.Name);
                    if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
                    await collected.DropAsync(dataset.Name);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    all = false;
                    NotDeleted(_log, dataset.Name, e);
                }
            }

            return null;
        });
        return all;
    }

    /// <summary>Removes what an earlier process had written aside when it was ended: it holds chats, and no deletion would find it.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        if (!Directory.Exists(options.Data)) return null;
        foreach (var name in await collected.NamesAsync(cancellationToken))
        {
            try
            {
                foreach (var aside in Directory.EnumerateDirectories(options.Data, name + ".*.partial")) Directory.Delete(aside, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                NotCleaned(_log, name, e);
            }
        }

        return null;
    });

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _mining;
        _stopMining?.Dispose();
        _closing.Dispose();
        _gate.Dispose();
    }

    private async Task<string?> AloneAsync(Func<Task<string?>> act)
    {
        await _gate.WaitAsync(_closing.Token);
        try
        {
            return await act();
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<bool> MayGoOnAsync(string collectionId, string name, string model) =>
        Directory.Exists(Path.Combine(FolderOf(name), "making")) && (await collected.ListAsync(collectionId)).Any(d => d.Name == name && d.Model == model);

    private async Task StopMiningAsync()
    {
        if (_stopMining is not null) await _stopMining.CancelAsync();
        await _mining;
    }

    private async Task MineAsync(MiningPipeline pipeline, string name, CancellationToken stop)
    {
        string? problem = null;
        try
        {
            var report = await pipeline.RunAsync(stop);
            if (report.Spread.Preferences == 0) problem = "No preference was found in these chats.";
        }
        catch (OperationCanceledException)
        {
            problem = "It was interrupted.";
        }
        catch (ModelCallException e)
        {
            problem = $"{e.Details.Place}: {ReplyFaults.Cause(e)}.";
            NotMade(_log, name, problem, null);
        }
        catch (Exception e)
        {
            problem = e is BadInputException or BudgetReachedException ? e.Message : "It failed; the cause is in the console's log.";
            NotMade(_log, name, problem, e);
        }

        await collected.EndAsync(name, problem);
    }

    /// <summary>Half-made datasets go as a whole, with their logs; finished ones are written anew without what was deleted.</summary>
    private async Task CleanAsync(string collectionId)
    {
        var ids = await collected.ForgottenAsync(collectionId);
        if (ids.Count == 0) return;
        var all = true;
        foreach (var dataset in await collected.ListAsync(collectionId))
        {
            try
            {
                var folder = FolderOf(dataset.Name);
                if (dataset is { Kind: "mined", State: not "done" })
                {
                    if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
                    await collected.DropAsync(dataset.Name);
                }
                else
                {
                    DatasetForgetting.Forget(folder, ids);
                    if (!Directory.Exists(folder)) await collected.DropAsync(dataset.Name);
                }
            }
            catch (Exception e) when (e is BadInputException or IOException or UnauthorizedAccessException)
            {
                all = false;
                NotCleaned(_log, dataset.Name, e);
            }
        }

        if (all) await collected.DoneAsync(collectionId, ids);
    }

    private string FolderOf(string name) => Path.Combine(Path.GetFullPath(options.Data), name);

    private static Session SessionOf(CollectedChat chat) => new()
    {
        Id = chat.Id,
        UserId = chat.Person,
        Kind = SessionKind.Chat,
        Date = DateOnly.FromDateTime(chat.Turns[0].CreatedAt.UtcDateTime),
        Turns = [.. chat.Turns.Select(t => new Turn { User = t.Said, Assistant = t.Reply })],
    };

    private static DatasetCard Card(Collection collection, string name) => new()
    {
        Format = DatasetCard.CurrentFormat,
        Name = name,
        Version = "1",
        Source = $"Collected in Attune's console, with the consent of those who wrote: {collection.Name}, version {collection.Version} of its terms",
        Made = $"Chats of invited people with {collection.Model}. "
            + (collection.Redacts == 1 ? "Identifiers and secrets were removed by their form before storage; names and what no form shows are still there." : "Texts are as they were written."),
    };

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}$")]
    private static partial Regex FolderName();

    [LoggerMessage(Level = LogLevel.Error, Message = "What was deleted by its author could not be taken out of the dataset {Name}. It is tried again within an hour.")]
    private static partial void NotCleaned(ILogger log, string name, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The dataset {Name} of a collection that was deleted could not be deleted. It is tried again within an hour.")]
    private static partial void NotDeleted(ILogger log, string name, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The dataset {Name} could not be mined. {Problem}")]
    private static partial void NotMade(ILogger log, string name, string problem, Exception? exception);
}
