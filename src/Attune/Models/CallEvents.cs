using Microsoft.Extensions.Logging;

namespace Attune.Models;

/// <summary>What happens to calls, as structured events. No message holds a prompt, an answer or a key.</summary>
internal static partial class CallEvents
{
    [LoggerMessage(EventName = "call-again", Level = LogLevel.Information, Message = "attempt {Attempt} failed ({Fault}), again in {Seconds} s: {Error}")]
    public static partial void Again(ILogger log, int attempt, string fault, double seconds, string error);
}
