using Attune.Conversations;
using Attune.People;
using Attune.Questions;

namespace Attune.Synthesis;

/// <summary>Everything that was made for one user. Without a profile, the user is not in the dataset.</summary>
internal sealed record MadeUser(
    Profile? Profile, IReadOnlyList<Preference> Preferences, IReadOnlyList<Session> Sessions, IReadOnlyList<Query> Queries, IReadOnlyList<SetAside> SetAside);
