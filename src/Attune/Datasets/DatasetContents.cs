using Attune.Conversations;
using Attune.People;
using Attune.Questions;

namespace Attune.Datasets;

/// <summary>What a reading of a dataset found, faults included.</summary>
internal sealed class DatasetContents(DatasetFiles files)
{
    public DatasetFiles Files { get; } = files;

    public string Location => Files.Location;

    public string Hash => field ??= Files.Hash();

    public DatasetCard? Card { get; set; }

    public List<Profile> Profiles { get; } = [];

    public List<Preference> Preferences { get; } = [];

    public List<Query> Queries { get; } = [];

    public List<PreferencePair> Pairs { get; } = [];

    public List<Session> RandomSessions { get; } = [];

    public SessionIndex Sessions { get; } = new(files);

    public HashSet<(string Preference, string Expression)> Expressed { get; } = [];

    public List<Fault> Faults { get; } = [];

    public Dataset ToDataset() => Faults.Count == 0 ? new Dataset(this) : throw new BadInputException(Faults);
}
