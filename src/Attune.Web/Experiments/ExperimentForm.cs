using System.Globalization;
using Attune.People;
using Attune.Runs;
using Attune.Tasks;

namespace Attune.Web.Experiments;

/// <summary>An experiment as its form has it: every field a text, as it was given.</summary>
public sealed record ExperimentForm
{
    /// <summary>YAML; null where the fields are meant.</summary>
    public string? Yaml { get; init; }

    /// <summary>The dataset's name.</summary>
    public string Dataset { get; init; } = "starter";

    /// <summary>Model names, one a line.</summary>
    public string Models { get; init; } = "embedded:lexical";

    /// <summary>The judge.</summary>
    public string Judge { get; init; } = "embedded:judge";

    /// <summary>Methods.</summary>
    public IReadOnlyList<string> Methods { get; init; } = ["zero-shot", "reminder", "rag", "oracle"];

    /// <summary>Contexts.</summary>
    public IReadOnlyList<string> Contexts { get; init; } = ["simple", "normal"];

    /// <summary>Context plans of one's own, one a line.</summary>
    public string OwnContexts { get; init; } = "";

    /// <summary>Tasks; none means all.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = Word.All<TaskKind>();

    /// <summary>Expressions, separated by spaces or commas; none means all that the dataset has.</summary>
    public string Expressions { get; init; } = "";

    /// <summary>Kinds of preference; none means all.</summary>
    public IReadOnlyList<string> Preferences { get; init; } = Word.All<PreferenceKind>();

    /// <summary>Who matches the answers of pairs, one a line; none means the judge.</summary>
    public string Evaluators { get; init; } = "";

    /// <summary>Contests for each evaluator; 0 for none.</summary>
    public string Contests { get; init; } = "";

    /// <summary>The seed.</summary>
    public string Seed { get; init; } = "";

    /// <summary>What is switched on: <c>no_blind</c>, <c>truncate</c>, <c>allow_self_judge</c>.</summary>
    public IReadOnlyList<string> Switches { get; init; } = [];

    /// <summary>Whether something is set that most experiments leave as it is.</summary>
    internal bool HasMore =>
        this is not { OwnContexts: "", Expressions: "", Evaluators: "", Contests: "", Seed: "", Switches.Count: 0 } || (Preferences.Count > 0 && Preferences.Count < Word.All<PreferenceKind>().Count);

    /// <summary>Only the first users.</summary>
    public string LimitUsers { get; init; } = "";

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>US dollars.</summary>
    public string MaxCost { get; init; } = "";

    /// <summary>Tokens.</summary>
    public string MaxTokens { get; init; } = "";

    /// <summary>Trials in flight.</summary>
    public string Concurrency { get; init; } = "";

    internal static ExperimentForm Read(IFormCollection form) => new()
    {
        Yaml = form.ContainsKey("yaml") ? form["yaml"].ToString() : null,
        Dataset = form["dataset"].ToString(),
        Models = form["models"].ToString(),
        Judge = form["judge"].ToString(),
        Methods = [.. form["methods"].OfType<string>()],
        Contexts = [.. form["contexts"].OfType<string>()],
        OwnContexts = form["own_contexts"].ToString(),
        Tasks = [.. form["tasks"].OfType<string>()],
        Expressions = form["expressions"].ToString(),
        Preferences = [.. form["preferences"].OfType<string>()],
        Evaluators = form["evaluators"].ToString(),
        Contests = form["contests"].ToString(),
        Seed = form["seed"].ToString(),
        Switches = [.. form["switches"].OfType<string>()],
        LimitUsers = form["limit_users"].ToString(),
        Name = form["name"].ToString(),
        MaxCost = form["max_cost"].ToString(),
        MaxTokens = form["max_tokens"].ToString(),
        Concurrency = form["concurrency"].ToString(),
    };

    /// <exception cref="BadInputException">A field does not hold what it should.</exception>
    internal Experiment ToExperiment(Workbench workbench)
    {
        if (Yaml is { } yaml) return workbench.Read is { } read ? read(yaml) : throw new BadInputException("YAML", "is not taken by this console", "Use the form");
        return new()
        {
            Name = Given(Name),
            Dataset = Given(Dataset)!,
            Models = Words(Models),
            Judge = Given(Judge)!,
            Methods = Methods,
            Contexts = [.. Contexts, .. OwnContexts.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Tasks = Tasks,
            Expressions = Words(Expressions.Replace(',', ' ')),
            Preferences = Preferences,
            Evaluators = Words(Evaluators) is { Length: > 0 } evaluators ? evaluators : null,
            Contests = (int?)Whole(Contests, "contests", int.MaxValue, least: 0),
            Seed = Whole(Seed, "seed", long.MaxValue, least: 0),
            Blind = Switches.Contains("no_blind") ? false : null,
            Truncate = Switches.Contains("truncate") ? "oldest-random" : null,
            AllowSelfJudge = Switches.Contains("allow_self_judge") ? true : null,
            LimitUsers = (int?)Whole(LimitUsers, "people", int.MaxValue),
        };
    }

    /// <exception cref="BadInputException">A field does not hold what it should.</exception>
    internal RunLimits ToLimits() => new(Dollars(), Whole(MaxTokens, "tokens", long.MaxValue), (int?)Whole(Concurrency, "trials in flight", 256));

    private static string? Given(string text) => text.Trim() is { Length: > 0 } given ? given : null;

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static long? Whole(string text, string what, long most, long least = 1)
    {
        if (Given(text) is not { } given) return null;
        return long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new BadInputException($"{what} '{given}'", $"is not a whole number from {least}", "Write it in digits alone, or leave it empty");
    }

    private double? Dollars()
    {
        if (Given(MaxCost) is not { } given) return null;
        return double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) && dollars > 0 && double.IsFinite(dollars)
            ? dollars
            : throw new BadInputException($"US dollars '{given}'", "is not a number above 0", "Write it like 12.50, or leave it empty");
    }
}
