using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Attune.Audits;
using Attune.Conversations;
using Attune.Datasets;
using Attune.Datasets.Exporting;
using Attune.Datasets.Importing;
using Attune.Datasets.Importing.Chats;
using Attune.Datasets.Merging;
using Attune.Datasets.Parts;
using Attune.Judging;
using Attune.Models.Caching;
using Attune.People;
using Attune.Questions;
using Attune.Reports;
using Attune.Runs;
using Attune.Runs.Costs;
using Attune.Runs.Pairs;
using Attune.Synthesis;
using Attune.Synthesis.Mining;
using Attune.Synthesis.Pairs;
using Attune.Training;
using Attune.Verifying;

namespace Attune;

/// <summary>How everything on disk is read and written: snake_case names, kebab-case words, nulls left out of turns only where the format says so.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(KebabCase<PreferenceKind>), typeof(KebabCase<PreferenceType>), typeof(KebabCase<SessionKind>),
        typeof(KebabCase<TrialOutcome>), typeof(KebabCase<VerdictState>), typeof(KebabCase<OrderState>), typeof(KebabCase<SeatState>),
        typeof(KebabCase<GateVerdict>), typeof(KebabCase<TrainingFormat>), typeof(KebabCase<RejectedAnswer>)])]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(DatasetCard))]
[JsonSerializable(typeof(Profile))]
[JsonSerializable(typeof(Preference))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(Query))]
[JsonSerializable(typeof(PreferencePair))]
[JsonSerializable(typeof(TrialRecord))]
[JsonSerializable(typeof(LoggedTrial))]
[JsonSerializable(typeof(VerdictRecord))]
[JsonSerializable(typeof(ContestRecord))]
[JsonSerializable(typeof(ShownContest))]
[JsonSerializable(typeof(ShownAnswer))]
[JsonSerializable(typeof(ShownPair))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(IReadOnlyList<RunDocument>))]
[JsonSerializable(typeof(RunPlan))]
[JsonSerializable(typeof(DatasetStatistics))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(ChatImportResult))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, long>))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(ExportResult))]
[JsonSerializable(typeof(MergeResult))]
[JsonSerializable(typeof(PartResult))]
[JsonSerializable(typeof(IReadOnlyList<PartResult>))]
[JsonSerializable(typeof(JudgeCheck))]
[JsonSerializable(typeof(IReadOnlyList<Fault>))]
[JsonSerializable(typeof(IReadOnlyList<PairedDifference>))]
[JsonSerializable(typeof(CalibrationAnswer))]
[JsonSerializable(typeof(Topic))]
[JsonSerializable(typeof(Artefact))]
[JsonSerializable(typeof(LoggedArtefact))]
[JsonSerializable(typeof(Making<RealPrefPlan>))]
[JsonSerializable(typeof(Making<InterPrefPlan>))]
[JsonSerializable(typeof(Making<MiningPlan>))]
[JsonSerializable(typeof(MiningReport))]
[JsonSerializable(typeof(MinedFrom))]
[JsonSerializable(typeof(KeptVector))]
[JsonSerializable(typeof(Provenance))]
[JsonSerializable(typeof(PersonaLine))]
[JsonSerializable(typeof(CheckRecord))]
[JsonSerializable(typeof(ApplyResult))]
[JsonSerializable(typeof(GenerationReport))]
[JsonSerializable(typeof(AuditReport))]
[JsonSerializable(typeof(SortedDictionary<string, int>))]
[JsonSerializable(typeof(CacheStatistics))]
[JsonSerializable(typeof(PrunedResponses))]
[JsonSerializable(typeof(CacheExplanation))]
[JsonSerializable(typeof(TrainingCard))]
internal sealed partial class AttuneJson : JsonSerializerContext
{
    /// <summary>The one instance to use: text stays readable, unescaped where JSON allows it.</summary>
    public static AttuneJson Lines => field ??= new(With(indented: false));

    public static AttuneJson Indented => field ??= new(With(indented: true));

    /// <summary>For documents printed on standard output: what is unknown stands there as null.</summary>
    public static AttuneJson Documents => field ??= new(new(With(indented: true)) { DefaultIgnoreCondition = JsonIgnoreCondition.Never });

    private static JsonSerializerOptions With(bool indented) => new(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        AllowDuplicateProperties = false,
        NewLine = "\n",
    };
}

/// <summary>Writes an enum member as its kebab-case word and reads nothing else.</summary>
internal sealed class KebabCase<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
