using Attune.Conversations;
using Attune.People;

namespace Attune.Synthesis.Pairs;

/// <summary>One user of a group: the preferences of one side at one distance, and the sessions that reveal them.</summary>
/// <param name="Profile">Who.</param>
/// <param name="Preferences">What they prefer.</param>
/// <param name="Sessions">In the order of their history, dated.</param>
/// <param name="History">The ids of their history, neutral sessions included.</param>
internal sealed record MadeSide(Profile Profile, IReadOnlyList<Preference> Preferences, IReadOnlyList<Session> Sessions, IReadOnlyList<string> History);
