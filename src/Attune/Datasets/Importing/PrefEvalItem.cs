using Attune.Conversations;
using Attune.People;
using Attune.Questions;

namespace Attune.Datasets.Importing;

/// <summary>One item of PrefEval: a user with one preference, the sessions that reveal it and the query for it.</summary>
/// <param name="Profile">The user.</param>
/// <param name="Preference">The only preference.</param>
/// <param name="Sessions">At most three: direct, choice, persona.</param>
/// <param name="Query">Null where no view has a question.</param>
internal sealed record PrefEvalItem(Profile Profile, Preference Preference, IReadOnlyList<Session> Sessions, Query? Query);
