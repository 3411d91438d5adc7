using System.Text.Json;
using System.Text.Json.Serialization;
using Attune.Runs;

namespace Attune.Training;

/// <summary>What training files are and how they came about: <c>FILE.card.json</c> beside the training file.</summary>
public sealed record TrainingCard
{
    /// <summary>The format that this version writes.</summary>
    public const string CurrentFormat = "attune-training/1";

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <summary><c>sft</c> or <c>dpo</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How lines are written.</summary>
    public required TrainingFormat FileFormat { get; init; }

    /// <summary>The run folder.</summary>
    public required string Run { get; init; }

    /// <summary>What the run is.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>Who gave the answers.</summary>
    public required string Model { get; init; }

    /// <summary>The method by which; nothing else of it is in the files.</summary>
    public required string Method { get; init; }

    /// <summary>For preference pairs, what the worse answers are; else null.</summary>
    public RejectedAnswer? Rejected { get; init; }

    /// <summary>Whether only answers of pairs that passed are in it.</summary>
    public required bool OnlyPassed { get; init; }

    /// <summary>The licence of the dataset, which holds for the histories; null where it names none.</summary>
    public string? License { get; init; }

    /// <summary>Where the dataset comes from; null where it does not say.</summary>
    public string? Source { get; init; }

    /// <summary>The seed of the split; null where there is none.</summary>
    public long? Seed { get; init; }

    /// <summary>The files, the one that is trained on first.</summary>
    public required IReadOnlyList<TrainingPart> Parts { get; init; }

    /// <summary>Answers that are in no file, by cause.</summary>
    public required IReadOnlyDictionary<string, int> LeftOut { get; init; }

    /// <summary>What was looked for in the training file, and not found; null without a split.</summary>
    public LeakReport? LeakCheck { get; init; }

    /// <summary>What whoever trains should know.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value ?? []; } = [];

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }

    internal static string PathOf(string trainingFile) => trainingFile + ".card.json";

    /// <summary>The format that the card beside a file names; null where there is no card that can be read.</summary>
    internal static TrainingFormat? FormatOf(string trainingFile)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(trainingFile)), AttuneJson.Default.TrainingCard)?.FileFormat;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
