using System.Text.Json;

namespace Attune.Web.Annotation.Scores;

/// <summary>The answers on whose scores people have settled, as <c>attune judge check --answers</c> reads them.</summary>
internal static class CalibrationSet
{
    /// <summary>Its name in the run's folder.</summary>
    public static string FileName(string round) => $"calibration-{round}.jsonl";

    /// <summary>One object a line; answers that are open or cannot be judged are left out.</summary>
    public static byte[] Of(IReadOnlyList<JudgedItem> items, IReadOnlyDictionary<string, string> bodies)
    {
        using var stream = new MemoryStream();
        foreach (var item in items)
        {
            if (item.Label is null || ScoreLabel.Levels(item.Label) is not { } levels) continue;
            var scores = ScoreLabel.Dimensions.Zip(levels).ToDictionary(s => s.First, s => s.Second);
            JsonSerializer.Serialize(stream, ScoreKind.Read(bodies[item.Id]).ScoredBy(scores), AttuneJson.Lines.CalibrationAnswer);
            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }

    /// <summary>Writes it aside and renames it; one of which nothing is settled any more goes.</summary>
    /// <returns>Answers in it.</returns>
    /// <exception cref="BadInputException">There is none and was none, or it cannot be written.</exception>
    public static int Write(string folder, Round round, IReadOnlyList<JudgedItem> items, IReadOnlyDictionary<string, string> bodies)
    {
        var bytes = Of(items, bodies);
        var path = Path.Combine(folder, FileName(round.Id));
        if (bytes.Length == 0 && !File.Exists(path)) throw new BadInputException(round.Name, "has no answer whose scores are settled", "Wait for more verdicts, or settle where people differ");
        Disk.Guard(path, () =>
        {
            if (bytes.Length == 0)
            {
                File.Delete(path);
                return;
            }

            var aside = path + ".partial";
            File.WriteAllBytes(aside, bytes);
            File.Move(aside, path, overwrite: true);
        });
        return bytes.Count(b => b == (byte)'\n');
    }
}
