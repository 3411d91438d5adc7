using System.Text.Json;
using Attune.Runs;
using Attune.Web.Accounts;
using Attune.Web.Hosting;
using Attune.Web.Runs.Index;
using Attune.Web.Runs.Pages;
using Attune.Web.Runs.Parts;
using Microsoft.Extensions.AI;

namespace Attune.Web.Runs;

/// <summary>A trial: its history, its prompt, its answer, its scores, and it beside another.</summary>
internal static class TrialEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var trials = routes.MapGroup("/runs/{run}/trials/{key}").RequireAuthorization(Policy.Owner);
        trials.MapGet("", (HttpContext http, string run, string key, TrialReader reader) => GuardedAsync(run, () => ShowAsync(http, run, key, reader)));
        trials.MapGet("/sessions/{from:int}/{to:int}", (HttpContext http, string run, string key, int from, int to, TrialReader reader) => GuardedAsync(run, () => SessionsAsync(http, run, key, from, to, reader)));
        trials.MapGet("/prompt", (HttpContext http, string run, string key, TrialReader reader) => GuardedAsync(run, () => PromptAsync(http, run, key, reader)));
        trials.MapGet("/beside", (HttpContext http, string run, string key, TrialReader reader) => GuardedAsync(run, () => BesideAsync(http, run, key, reader)));
    }

    /// <summary>A log that changed under our hands, or is damaged, is the run's fault and not ours.</summary>
    public static async Task<IResult> GuardedAsync(string run, Func<Task<IResult>> show)
    {
        try
        {
            return await show();
        }
        catch (BadInputException e)
        {
            return Html.Page<BrokenTrialPage>(new { Run = run, Fault = e.Message }, StatusCodes.Status409Conflict);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Html.Page<BrokenTrialPage>(new { Run = run, Fault = e.Message }, StatusCodes.Status409Conflict);
        }
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string run, string key, TrialReader reader) =>
        await reader.ReadAsync(run, key, TrialFilter.Read(http.Request), http.RequestAborted) is { } trial ? Html.Page<TrialPage>(new { Trial = trial }) : Html.NotFound();

    private static async Task<IResult> SessionsAsync(HttpContext http, string run, string key, int from, int to, TrialReader reader)
    {
        if (await reader.ReplayAsync(run, key, http.RequestAborted) is not { Replay.Trial: { History: { } history } replayed } trial) return Html.NotFound();
        if (from < 1 || to < from || to > history.Transcripts.Count || to - from >= 60) return Html.NotFound();
        var sent = replayed.Prompt.ToHashSet<ChatMessage>(ReferenceEqualityComparer.Instance);
        IReadOnlyList<SessionView> sessions = [.. Enumerable.Range(from - 1, to - from + 1).Select(i => SessionView.Of(replayed, i, sent, trial.Replay.Run!.Tokens))];
        return http.Request.IsPartial() ? Html.Page<SessionsPart>(new { Sessions = sessions }) : Html.Page<SessionsPage>(new { Trial = trial, Sessions = sessions });
    }

    private static async Task<IResult> PromptAsync(HttpContext http, string run, string key, TrialReader reader)
    {
        if (await reader.ReplayAsync(run, key, http.RequestAborted) is not { Replay.Trial: { } replayed } trial) return Html.NotFound();
        var messages = replayed.Prompt.Select(m => new Dictionary<string, string> { ["role"] = m.Role.Value, ["content"] = m.Text });
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(messages), "application/json", $"prompt-{trial.Record.Key}.json");
    }

    private static async Task<IResult> BesideAsync(HttpContext http, string run, string key, TrialReader reader)
    {
        if (await reader.ReplayAsync(run, key, http.RequestAborted) is not { } trial) return Html.NotFound();
        var named = http.Request.Query["other"].ToString();
        var other = trial.Siblings.FirstOrDefault(s => s.Key == named) ?? Closest(trial);
        var view = other is null ? null : await reader.FindAsync(run, other.Key, http.RequestAborted);
        return Html.Page<BesidePage>(new { Trial = trial, Other = view });
    }

    /// <summary>The trial of the same query whose condition differs in the fewest fields.</summary>
    private static TrialRow? Closest(TrialView trial) => trial.Siblings.MinBy(s => Condition.Fields.Count(f => s[f] != trial.Row[f]));
}
