using Attune.Histories;

namespace Attune.Runs;

/// <summary>What is still to be done on one history with one model.</summary>
/// <param name="Group">All trials on the history, those included that are done.</param>
/// <param name="Model">The model's name; null for trials that have their answer and only want the judge.</param>
/// <param name="Trials">At least one.</param>
/// <param name="History">Laid out when it is asked for; null inside for the blind floor.</param>
internal sealed record MissingGroup(TrialGroup Group, string? Model, IReadOnlyList<TrialSpec> Trials, Lazy<History?> History);
