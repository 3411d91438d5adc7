using Attune.Conversations;
using Attune.People;
using Attune.Questions;

namespace Attune.Web.Datasets;

/// <summary>A preference, where it is revealed and what is asked about it.</summary>
/// <param name="Preference">The preference.</param>
/// <param name="Revealed">The sessions that reveal it; for a generalized one, those of what it follows from.</param>
/// <param name="Queries">What is asked.</param>
/// <param name="Pairs">Pairs that it is one side of.</param>
public sealed record PreferenceView(Preference Preference, IReadOnlyList<Session> Revealed, IReadOnlyList<Query> Queries, IReadOnlyList<PreferencePair> Pairs);
