using Attune.Datasets;

namespace Attune.Judging;

/// <summary>An answer with the scores that a careful reader of the rubrics gives it.</summary>
public sealed record CalibrationAnswer
{
    /// <summary>Unique in the set.</summary>
    public required string Id { get; init; }

    /// <summary>The preference.</summary>
    public required CalibrationPreference Preference { get; init; }

    /// <summary>The question.</summary>
    public required string Query { get; init; }

    /// <summary>The answer to score.</summary>
    public required string Answer { get; init; }

    /// <summary>1 to 5 by dimension: awareness, alignment, quality.</summary>
    public required IReadOnlyDictionary<string, int> Scores { get; init; }

    /// <summary>The reason for each score.</summary>
    public IReadOnlyDictionary<string, string>? Why { get; init; }

    /// <summary>The set that ships with Attune: 83 answers to 12 pairs of preference and query, all four types, all five levels.</summary>
    public static IReadOnlyList<CalibrationAnswer> Shipped() =>
        Read(typeof(CalibrationAnswer).Assembly.GetManifestResourceStream("Calibration/calibration.jsonl")!, "calibration.jsonl");

    /// <summary>A set of the user's own, in the same format.</summary>
    /// <exception cref="BadInputException">The file is not there, or something in it is wrong.</exception>
    public static IReadOnlyList<CalibrationAnswer> Read(string path)
    {
        if (!File.Exists(path)) throw new BadInputException(path, "no such file", "Give a JSON-lines file of labelled answers");
        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    private static List<CalibrationAnswer> Read(Stream stream, string file)
    {
        var faults = new List<Fault>();
        var answers = new List<CalibrationAnswer>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in JsonLines.Read(stream, file, AttuneJson.Lines.CalibrationAnswer))
        {
            if (line.Fault is { } fault) faults.Add(fault);
            else if (Judge.Dimensions.Any(d => !line.Value!.Scores.TryGetValue(Word.Of(d), out var score) || score is < 1 or > 5))
                faults.Add(new(line.Place, "lacks a score from 1 to 5 in some dimension", "Give awareness, alignment and quality"));
            else if (!ids.Add(line.Value!.Id)) faults.Add(new(line.Place, $"has the id '{line.Value.Id}' of an earlier answer", "Give each answer an id of its own"));
            else answers.Add(line.Value);
        }

        if (answers.Count == 0 && faults.Count == 0) faults.Add(new(file, "holds no answer", "Add labelled answers, one JSON object a line"));
        return faults.Count == 0 ? answers : throw new BadInputException(faults);
    }
}
