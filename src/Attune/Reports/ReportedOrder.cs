using Attune.Statistics;

namespace Attune.Reports;

/// <summary>How often an evaluator was right in one order.</summary>
/// <param name="PreferencesSwapped">Preference B was shown before preference A.</param>
/// <param name="AnswersSwapped">Answer B was shown before answer A.</param>
/// <param name="Right">Share of matched pairs among those that can be read in it; null where there is none.</param>
/// <param name="Unread">Pairs that cannot be read in it.</param>
public sealed record ReportedOrder(bool PreferencesSwapped, bool AnswersSwapped, Estimate? Right, int Unread);
