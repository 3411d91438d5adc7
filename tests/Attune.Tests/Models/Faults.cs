using Attune.Models;

namespace Attune.Tests.Models;

internal static class Faults
{
    public static ModelCallException Of(CallFault fault, TimeSpan? retryAfter = null) => new(fault, new("openai:m", "fails", "Mend it"), retryAfter);
}
