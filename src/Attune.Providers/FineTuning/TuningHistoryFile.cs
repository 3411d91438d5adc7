using System.Text.Json;

namespace Attune.Providers.FineTuning;

/// <summary>Keeps on disk what was done with a training file, written aside and renamed.</summary>
internal sealed class TuningHistoryFile(string path)
{
    public string Path { get; } = path;

    /// <summary>Empty where nothing has been done.</summary>
    /// <exception cref="BadInputException">It is broken or of another format.</exception>
    public TuningHistory Read()
    {
        if (!File.Exists(Path)) return new() { Format = TuningHistory.CurrentFormat };
        try
        {
            using var stream = File.OpenRead(Path);
            var history = JsonSerializer.Deserialize(stream, TuningJson.Indented.TuningHistory);
            if (history?.Format == TuningHistory.CurrentFormat) return history;
        }
        catch (JsonException)
        {
            // Torn or another's: what it said is lost either way.
        }

        throw new BadInputException(Path, "is no record of fine-tuning jobs", "Remove it; files that it named are uploaded again, and a job that it named can be followed with --job");
    }

    public void Write(TuningHistory history) => Disk.Guard(Path, () =>
    {
        var aside = Path + ".partial";
        try
        {
            using (var stream = File.Create(aside))
            {
                JsonSerializer.Serialize(stream, history, TuningJson.Indented.TuningHistory);
                stream.Write("\n"u8);
            }

            File.Move(aside, Path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(aside);
            throw;
        }
    });
}
