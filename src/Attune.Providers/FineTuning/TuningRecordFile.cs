using System.Text.Json;

namespace Attune.Providers.FineTuning;

/// <summary>Keeps the record of a job on disk, written aside and renamed.</summary>
internal sealed class TuningRecordFile(string path)
{
    public string Path { get; } = path;

    /// <summary>Null where nothing has been done.</summary>
    /// <exception cref="BadInputException">It is broken or of another format.</exception>
    public TuningRecord? Read()
    {
        if (!File.Exists(Path)) return null;
        try
        {
            using var stream = File.OpenRead(Path);
            var record = JsonSerializer.Deserialize(stream, TuningJson.Indented.TuningRecord);
            if (record?.Format == TuningRecord.CurrentFormat) return record;
        }
        catch (JsonException)
        {
            // Torn or another's: what it said is lost either way.
        }

        throw new BadInputException(Path, "is no record of a fine-tuning job", "Remove it; files that it named are uploaded again, and a job that it named can be followed with --job");
    }

    public void Write(TuningRecord record) => Disk.Guard(Path, () =>
    {
        var aside = Path + ".partial";
        try
        {
            using (var stream = File.Create(aside))
            {
                JsonSerializer.Serialize(stream, record, TuningJson.Indented.TuningRecord);
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
