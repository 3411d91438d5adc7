using Attune.Methods;
using Attune.People;
using Attune.Tasks;

namespace Attune.Runs;

/// <summary>A plan: dataset × models × methods × expressions × contexts × tasks. What is not said has the default shown.</summary>
public sealed record Experiment
{
    /// <summary>The name of the run folder under <c>./runs</c>; by default the dataset's name.</summary>
    public string? Name { get; init; }

    /// <summary>What it asks, for people; it decides nothing.</summary>
    public string? About { get; init; }

    /// <summary>A folder, the name of one under <c>./data</c>, or <c>starter</c>.</summary>
    public string Dataset { get; init => field = value ?? "starter"; } = "starter";

    /// <summary>Model names; by default the embedded baselines, one of them with a window shorter than the longer context.</summary>
    public IReadOnlyList<string> Models { get; init => field = Or(value, DefaultModels); } = DefaultModels;

    /// <summary>The model that judges open answers.</summary>
    public string Judge { get; init => field = value ?? "embedded:judge"; } = "embedded:judge";

    /// <summary>The models that match the answers of preference pairs; null means the judge.</summary>
    public IReadOnlyList<string>? Evaluators { get; init; }

    /// <summary>
    /// On preference pairs, contests of two models or methods that each evaluator decides, those of the closest first where not all can be had;
    /// 0 for none. Null means all, up to 10,000, where every evaluator is embedded, and none where one may cost.
    /// </summary>
    public int? Contests { get; init; }

    /// <summary>All by default; what a dataset has no questions for is not asked.</summary>
    public IReadOnlyList<string> Tasks { get; init => field = Or(value, Word.All<TaskKind>()); } = Word.All<TaskKind>();

    /// <summary>Empty means all that the dataset has.</summary>
    public IReadOnlyList<string> Expressions { get; init => field = value ?? []; } = [];

    /// <summary>Context plans.</summary>
    public IReadOnlyList<string> Contexts { get; init => field = Or(value, DefaultContexts); } = DefaultContexts;

    /// <summary>Methods; the blind floor is added unless <see cref="Blind"/> is false.</summary>
    public IReadOnlyList<string> Methods { get; init => field = Or(value, DefaultMethods); } = DefaultMethods;

    /// <summary>Kinds of preference to ask about: both by default.</summary>
    public IReadOnlyList<string> Preferences { get; init => field = Or(value, Word.All<PreferenceKind>()); } = Word.All<PreferenceKind>();

    /// <summary>Ask every question without any history too, so that scores show as what they gain over it; null means yes.</summary>
    public bool? Blind { get; init; }

    /// <summary><c>oldest-random</c> leaves the oldest random sessions out of histories that do not fit a model's context; null lets their trials fail.</summary>
    public string? Truncate { get; init; }

    /// <summary>Only the first users of the dataset; null means all.</summary>
    public int? LimitUsers { get; init; }

    /// <summary>Seeds option order, histories and intervals; null means 0.</summary>
    public long? Seed { get; init; }

    /// <summary>A folder of prompts that replace the shipped ones; null means none.</summary>
    public string? Prompts { get; init; }

    /// <summary>Let a model judge its own answers; null means no.</summary>
    public bool? AllowSelfJudge { get; init; }

    private static string[] DefaultModels => ["embedded:random", "embedded:generic", "embedded:lexical", "embedded:lexical?window=8000"];

    private static string[] DefaultContexts => ["simple", "normal"];

    private static string[] DefaultMethods => [Method.ZeroShot, Method.Reminder, Method.Rag, Method.Oracle];

    private static IReadOnlyList<string> Or(IReadOnlyList<string>? given, IReadOnlyList<string> byDefault) => given is { Count: > 0 } ? given : byDefault;
}
