using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>How long a call waited before it was sent, because its account had no room for it. Clients that let calls wait note it on the response, so that it is not taken for the model's own time.</summary>
public static class QueueTime
{
    private const string Property = "attune.queue_time";

    /// <summary>The time that was noted; zero where none was.</summary>
    public static TimeSpan Of(ChatResponse response) =>
        response.AdditionalProperties?.TryGetValue(Property, out TimeSpan waited) == true ? waited : TimeSpan.Zero;

    /// <summary>Notes the time.</summary>
    public static void Note(ChatResponse response, TimeSpan waited) => (response.AdditionalProperties ??= [])[Property] = waited;
}
