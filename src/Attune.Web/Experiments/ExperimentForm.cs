using System.Globalization;
using Attune.Runs;

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

    /// <summary>Tasks; none means all.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = ["multiple-choice", "true-false", "open-ended"];

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
        Tasks = [.. form["tasks"].OfType<string>()],
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
            Models = Models.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            Judge = Given(Judge)!,
            Methods = Methods,
            Contexts = Contexts,
            Tasks = Tasks,
            LimitUsers = (int?)Whole(LimitUsers, "people", int.MaxValue),
        };
    }

    /// <exception cref="BadInputException">A field does not hold what it should.</exception>
    internal RunLimits ToLimits() => new(Dollars(), Whole(MaxTokens, "tokens", long.MaxValue), (int?)Whole(Concurrency, "trials in flight", 256));

    private static string? Given(string text) => text.Trim() is { Length: > 0 } given ? given : null;

    private static long? Whole(string text, string what, long most)
    {
        if (Given(text) is not { } given) return null;
        return long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new BadInputException($"{what} '{given}'", "is not a whole number from 1", "Write it in digits alone, or leave it empty");
    }

    private double? Dollars()
    {
        if (Given(MaxCost) is not { } given) return null;
        return double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) && dollars > 0 && double.IsFinite(dollars)
            ? dollars
            : throw new BadInputException($"US dollars '{given}'", "is not a number above 0", "Write it like 12.50, or leave it empty");
    }
}
