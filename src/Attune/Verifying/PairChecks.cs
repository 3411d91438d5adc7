using Attune.Datasets;
using Attune.People;
using Attune.Questions;

namespace Attune.Verifying;

/// <summary>The pairs of a dataset with what people decided about their queries so far. Not thread-safe.</summary>
public sealed class PairChecks
{
    private readonly Dataset _dataset;
    private readonly CheckLog _log;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, SortedDictionary<string, CheckRecord>> _decided;
    private readonly Dictionary<string, string> _shown;
    private readonly Dictionary<string, int> _candidates;

    /// <summary>Reads what was decided.</summary>
    /// <param name="dataset">A dataset with pairs, in a folder.</param>
    /// <param name="time">Dates decisions; by default the system's clock.</param>
    /// <exception cref="BadInputException">The dataset has no pairs.</exception>
    public PairChecks(Dataset dataset, TimeProvider? time = null)
    {
        if (dataset.Pairs.Count == 0) throw new BadInputException(dataset.Location, "has no pairs to check", "Give a dataset of 'attune generate interpref'");
        (_dataset, _log, _time) = (dataset, new(dataset.Location), time ?? TimeProvider.System);
        _shown = dataset.Pairs.ToDictionary(p => p.Id, p => ShownPairs.Digest(p, A(p).Text, B(p).Text), StringComparer.Ordinal);
        _decided = dataset.Pairs.ToDictionary(p => p.Id, _ => new SortedDictionary<string, CheckRecord>(StringComparer.Ordinal), StringComparer.Ordinal);
        _candidates = dataset.Pairs.ToDictionary(p => p.Id, p => ShownPairs.Candidates(p).Count, StringComparer.Ordinal);
        (var records, Unreadable) = _log.Read();
        foreach (var record in records) Count(record);
    }

    /// <summary>Decisions about pairs that have been made again since, or are no longer there.</summary>
    public int Outdated { get; private set; }

    /// <summary>Lines of the log that are broken, of nobody that is a person, or choose a candidate that is not there: they do not count.</summary>
    public int Unreadable { get; private set; }

    /// <summary>All pairs, in file order.</summary>
    public IReadOnlyList<PreferencePair> Pairs => _dataset.Pairs;

    /// <summary>The pair's first preference.</summary>
    public Preference A(PreferencePair pair) => _dataset.Preference(pair.PreferenceA);

    /// <summary>The pair's second preference.</summary>
    public Preference B(PreferencePair pair) => _dataset.Preference(pair.PreferenceB);

    /// <summary>What people decided about a pair, by name.</summary>
    public IReadOnlyList<CheckRecord> Of(PreferencePair pair) => [.. _decided[pair.Id].Values];

    /// <summary>The pairs that somebody has not decided yet, in file order.</summary>
    /// <param name="by">Who, as <see cref="ShownPairs.By"/> gives it.</param>
    public IEnumerable<PreferencePair> OpenFor(string by) => Pairs.Where(p => !_decided[p.Id].ContainsKey(by));

    /// <summary>The digest of a pair as it is now.</summary>
    internal string ShownOf(PreferencePair pair) => _shown[pair.Id];

    /// <summary>How many pairs somebody has decided.</summary>
    public int DecidedBy(string by) => _decided.Values.Count(d => d.ContainsKey(by));

    /// <summary>Keeps a decision; it is on disk when this returns.</summary>
    /// <param name="pair">About which pair.</param>
    /// <param name="by">Who, as <see cref="ShownPairs.By"/> gives it.</param>
    /// <param name="choice">The candidate from 1, 0 for none of them, null to take back what they decided.</param>
    /// <param name="note">Why; null where they say nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such candidate.</exception>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Decide(PreferencePair pair, string by, int? choice, string? note = null)
    {
        if (choice is { } number) ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)number, (uint)ShownPairs.Candidates(pair).Count, nameof(choice));
        var record = new CheckRecord { Pair = pair.Id, By = by, Choice = choice, Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(), At = _time.GetUtcNow(), Shown = _shown[pair.Id] };
        _log.Append(record);
        Count(record);
    }

    private void Count(CheckRecord record)
    {
        if (_shown.GetValueOrDefault(record.Pair) != record.Shown) Outdated++;
        else if (!ShownPairs.IsPerson(record.By) || record.Choice < 0 || record.Choice > _candidates[record.Pair]) Unreadable++;
        else if (record.Choice is null) _decided[record.Pair].Remove(record.By);
        else _decided[record.Pair][record.By] = record;
    }
}
