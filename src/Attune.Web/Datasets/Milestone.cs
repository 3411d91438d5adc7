using Attune.People;

namespace Attune.Web.Datasets;

/// <summary>Something that happened in a life.</summary>
/// <param name="Date">When; null where nobody says.</param>
/// <param name="Text">What.</param>
/// <param name="Formed">The preference that was formed by it; null where none was.</param>
public sealed record Milestone(DateOnly? Date, string Text, Preference? Formed);
