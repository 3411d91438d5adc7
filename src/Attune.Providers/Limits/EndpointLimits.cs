namespace Attune.Providers.Limits;

/// <summary>How much an account at an endpoint may be asked, where that is known beforehand. What is null is found out by asking.</summary>
/// <param name="RequestsPerMinute">Calls that begin in any minute at most, those made again included; at least 1.</param>
/// <param name="TokensPerMinute">Tokens of the calls that begin in any minute at most, input and output; at least 1. A call that is larger by itself goes alone.</param>
/// <param name="MaxInFlight">Calls under way at once at most; at least 1.</param>
public sealed record EndpointLimits(int? RequestsPerMinute = null, long? TokensPerMinute = null, int? MaxInFlight = null);
