using Attune.Conversations;
using Attune.People;
using Attune.Questions;

namespace Attune.Datasets;

/// <summary>
/// A valid dataset: people, preferences and queries in memory, users' sessions on disk until asked for.
/// Immutable and safe to use from several threads.
/// </summary>
public sealed class Dataset
{
    private readonly SessionIndex _sessions;
    private readonly Dictionary<string, Profile> _profileById;
    private readonly Dictionary<string, Preference> _preferenceById;
    private readonly HashSet<(string Preference, string Expression)> _expressed;

    internal Dataset(DatasetContents contents)
    {
        Files = contents.Files;
        Location = contents.Location;
        Card = contents.Card!;
        Hash = contents.Hash;
        Profiles = contents.Profiles;
        Preferences = contents.Preferences;
        Queries = contents.Queries;
        Pairs = contents.Pairs;
        RandomSessions = contents.RandomSessions;
        _sessions = contents.Sessions;
        _expressed = contents.Expressed;
        _profileById = Profiles.ToDictionary(p => p.Id, StringComparer.Ordinal);
        _preferenceById = Preferences.ToDictionary(p => p.Id, StringComparer.Ordinal);
        Expressions = [.. _expressed.Select(e => e.Expression).Distinct(StringComparer.Ordinal).OrderBy(Order).ThenBy(e => e, StringComparer.Ordinal)];
    }

    /// <summary>The folder, or <c>starter</c>.</summary>
    public string Location { get; }

    /// <summary>Name, version, licence, how it was made.</summary>
    public DatasetCard Card { get; }

    /// <summary>SHA-256 over all files, lower-case hex; the card's field <c>audit</c> is left out.</summary>
    public string Hash { get; }

    /// <summary>The users, in file order.</summary>
    public IReadOnlyList<Profile> Profiles { get; }

    /// <summary>Their preferences, in file order.</summary>
    public IReadOnlyList<Preference> Preferences { get; }

    /// <summary>The queries, in file order.</summary>
    public IReadOnlyList<Query> Queries { get; }

    /// <summary>The preference pairs, in file order; empty where the dataset has none.</summary>
    public IReadOnlyList<PreferencePair> Pairs { get; }

    /// <summary>The shared random sessions, in file order.</summary>
    public IReadOnlyList<Session> RandomSessions { get; }

    /// <summary>The expressions that occur, RealPref's four first, in the paper's order.</summary>
    public IReadOnlyList<string> Expressions { get; }

    internal DatasetFiles Files { get; }

    /// <summary>Opens and checks a dataset.</summary>
    /// <param name="nameOrFolder">A folder, the name of one under <c>./data</c>, or <c>starter</c>.</param>
    /// <exception cref="BadInputException">It is not there, or something in it is wrong: every fault, with its place.</exception>
    public static Dataset Open(string nameOrFolder) => DatasetReader.Read(Find(nameOrFolder)).ToDataset();

    /// <summary>Every fault of a dataset, in the order of its files; empty for a valid one.</summary>
    /// <param name="nameOrFolder">As for <see cref="Open"/>.</param>
    public static IReadOnlyList<Fault> Validate(string nameOrFolder) => DatasetReader.Read(Find(nameOrFolder)).Faults;

    /// <summary>All of one user's sessions, in file order, read afresh from disk.</summary>
    public IReadOnlyList<Session> SessionsOf(string userId) => _sessions.Read(userId);

    /// <summary>The user with this id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Profile Profile(string id) => _profileById[id];

    /// <summary>The preference with this id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Preference Preference(string id) => _preferenceById[id];

    /// <summary>
    /// The original preferences whose sessions are the evidence for this one in the given expression: itself, or for a
    /// generalized one those that it derives from. Empty where the dataset has no such session.
    /// </summary>
    public IReadOnlyList<string> EvidenceFor(Preference preference, string expression)
    {
        IEnumerable<string> sources = preference.Kind == PreferenceKind.Original ? [preference.Id] : preference.DerivedFrom;
        return [.. sources.Where(id => _expressed.Contains((id, expression)))];
    }

    private static DatasetFiles Find(string nameOrFolder)
    {
        if (Directory.Exists(nameOrFolder)) return DatasetFiles.InFolder(nameOrFolder);
        var named = Path.Combine("data", nameOrFolder);
        if (nameOrFolder.Length > 0 && !nameOrFolder.Contains("..", StringComparison.Ordinal) && Directory.Exists(named)) return DatasetFiles.InFolder(named);
        return nameOrFolder == "starter"
            ? DatasetFiles.Starter
            : throw new BadInputException(nameOrFolder, "no such dataset", "Give a dataset folder, the name of one in ./data, or 'starter'");
    }

    private static int Order(string expression)
    {
        var index = Conversations.Expressions.RealPref.ToList().IndexOf(expression);
        return index < 0 ? int.MaxValue : index;
    }
}
