using Microsoft.Extensions.Logging;

namespace Attune.Providers.Limits;

/// <summary>What limits do to calls, as structured events.</summary>
internal static partial class LimitEvents
{
    [LoggerMessage(EventName = "call-waited", Level = LogLevel.Information, Message = "a call to {Model} waited {Seconds} s for its turn at {Endpoint}")]
    public static partial void Waited(ILogger log, string model, Uri endpoint, double seconds);
}
