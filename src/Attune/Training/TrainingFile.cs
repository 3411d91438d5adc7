using System.Text.Json;
using Attune.Datasets;
using Attune.Tokens;

namespace Attune.Training;

/// <summary>Reads files in the format of OpenAI's fine-tuning and says what is wrong with them before anybody uploads them. One line in memory at a time.</summary>
public static class TrainingFile
{
    /// <summary>Fewer examples are refused by OpenAI.</summary>
    public const int FewestExamples = 10;

    /// <summary>A larger file is refused by OpenAI: 512 MB.</summary>
    public const long LargestBytes = 512L << 20;

    private const int MostFaults = 20;

    /// <summary>Checks a file.</summary>
    /// <param name="file">JSON lines.</param>
    /// <param name="fewest">Examples that it must have at least.</param>
    /// <param name="longest">Tokens that an example may have (o200k_base, texts only); null means any number.</param>
    /// <param name="cancellationToken">Looked at between lines.</param>
    /// <exception cref="BadInputException">It is not there, was exported for TRL, or something is wrong: the first twenty faults, with their lines.</exception>
    public static TrainingFileSummary Check(string file, int fewest = FewestExamples, long? longest = null, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file)) throw new BadInputException(file, "is not there", "Give a file that 'attune export sft --format openai' made");
        using var stream = File.OpenRead(file);
        if (stream.Length > LargestBytes) throw new BadInputException(file, $"has {stream.Length >> 20} MB, and the vendor takes {LargestBytes >> 20}", "Export fewer conversations, or shorter histories");
        var (summary, faults) = Read(stream, file, longest, cancellationToken);
        if (faults.Count == 0 && summary.Examples < fewest)
            faults = [new(file, $"has {summary.Examples} {(summary.Examples == 1 ? "example" : "examples")}, and the vendor wants at least {fewest}", "Export more conversations")];
        if (faults.Count == 0 && summary.LearnedWhole > 0 && TrainingCard.FormatOf(file) is { } format and not TrainingFormat.Openai)
            faults = [new(file, $"is in TRL's format ('{Word.Of(format)}', says {TrainingCard.PathOf(file)}): the replies of the histories have no weight 0, so they would be learned too", "Export it again with --format openai")];
        return faults.Count == 0 ? summary : throw new BadInputException(faults);
    }

    /// <summary>What a file holds, and the first twenty things that are wrong with its lines.</summary>
    /// <param name="stream">JSON lines.</param>
    /// <param name="name">The file's name in faults.</param>
    /// <param name="longest">As for <see cref="Check"/>.</param>
    /// <param name="cancellationToken">Looked at between lines.</param>
    /// <exception cref="BadInputException">A line is longer than 256 MB.</exception>
    public static (TrainingFileSummary Summary, IReadOnlyList<Fault> Faults) Read(Stream stream, string name, long? longest = null, CancellationToken cancellationToken = default)
    {
        var summary = new TrainingFileSummary();
        var faults = new List<Fault>();
        foreach (var (number, _, line) in JsonLines.Split(stream, name))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            var example = new TrainingLine();
            if (Fault(example, line.Span, $"{name}:{number}", ref summary, longest) is not { } fault) continue;
            faults.Add(fault);
            if (example.IsForeign || faults.Count == MostFaults) break;
        }

        return (summary, faults);
    }

    private static Fault? Fault(TrainingLine example, ReadOnlySpan<byte> line, string place, ref TrainingFileSummary summary, long? longest)
    {
        try
        {
            example.Read(line);
        }
        catch (JsonException e)
        {
            var (problem, mend) = JsonProblem.Describe(e);
            return new(place, problem, mend);
        }
        catch (InvalidOperationException)
        {
            return new(place, JsonProblem.HalfSurrogate.Problem, JsonProblem.HalfSurrogate.Mend);
        }

        if (example.Problem is { } wrong) return new(place, wrong.Problem, wrong.Mend);
        if (summary.Examples > 0 && example.IsPreference != summary.IsPreference)
            return new(place, "is of another kind than the lines before it", "Keep examples with 'messages' and examples with 'input' in files of their own");
        var tokens = Tokens(example);
        summary = summary.With(tokens, example.IsPreference, example.IsLearnedWhole);
        return tokens > longest ? new(place, $"has {tokens} tokens, and an example may have {longest}", "Export a run on shorter histories, or leave this one out") : null;
    }

    private static long Tokens(TrainingLine example) => example.Texts.Sum(text => (long)Tokenizer.Default.Count(text));
}
