using Attune.Runs;

namespace Attune.Training;

/// <summary>A trial as far as an export must know it to choose: without its answer, which stays on disk.</summary>
/// <param name="Place">Where it stands in the log.</param>
/// <param name="Condition">Its cell of the experiment.</param>
/// <param name="UserId">Whose history.</param>
/// <param name="QueryId">The query, or the preference pair.</param>
/// <param name="Form">Which side of the pair; null for a query.</param>
/// <param name="HistoryTokens">Tokens of its history.</param>
/// <param name="Unfit">Why its answer cannot be learned from; null where it can.</param>
internal sealed record ExampleTrial(LoggedTrial Place, Condition Condition, string UserId, string QueryId, string? Form, long HistoryTokens, string? Unfit);
