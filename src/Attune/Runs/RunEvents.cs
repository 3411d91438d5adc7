using Microsoft.Extensions.Logging;

namespace Attune.Runs;

/// <summary>What happens in a run, as structured events. No message holds a prompt, an answer or a key.</summary>
internal static partial class RunEvents
{
    [LoggerMessage(EventName = "run-began", Level = LogLevel.Information, Message = "{Run}: {Planned} trials planned")]
    public static partial void Began(ILogger log, string run, int planned);

    [LoggerMessage(EventName = "run-ended", Level = LogLevel.Information, Message = "{Run}: {Status}; {Done} done, {Skipped} found done, {Failed} failed")]
    public static partial void Ended(ILogger log, string run, string status, int done, int skipped, int failed);

    [LoggerMessage(EventName = "trial-failed", Level = LogLevel.Warning, Message = "trial {Key} of {Model} failed after {Attempts} attempts: {Error}")]
    public static partial void TrialFailed(ILogger log, string key, string model, int attempts, string? error);
}
