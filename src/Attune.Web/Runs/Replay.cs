using Attune.Runs;

namespace Attune.Web.Runs;

/// <summary>A trial laid out again, or why it cannot be.</summary>
internal sealed record Replay(ReplayedTrial? Trial, RunReplay? Run, string? Fault);
