using System.Globalization;
using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Providers;

/// <summary>What stands after the question mark of a model name, read.</summary>
internal sealed class ModelParameters
{
    public const string Temperature = "temperature";
    public const string TopP = "top_p";
    public const string MaxOutput = "max_output";
    public const string Seed = "seed";
    public const string Reasoning = "reasoning";
    public const string Window = "window";
    public const string Timeout = "timeout";

    private static readonly Dictionary<string, ReasoningEffort> Efforts = new(StringComparer.Ordinal)
    {
        ["none"] = ReasoningEffort.None,
        ["low"] = ReasoningEffort.Low,
        ["medium"] = ReasoningEffort.Medium,
        ["high"] = ReasoningEffort.High,
        ["extra-high"] = ReasoningEffort.ExtraHigh,
    };

    /// <summary>Stands for what a call's own options leave open.</summary>
    public ChatOptions Defaults { get; } = new();

    /// <summary>Tokens that the model is shown at most; null means all.</summary>
    public int? WindowTokens { get; private set; }

    /// <summary>How long one attempt may take; in a stream, how long the next piece may.</summary>
    public TimeSpan Patience { get; private set; } = TimeSpan.FromMinutes(10);

    /// <exception cref="BadInputException">A parameter is not one of the vendor's, or has no fit value.</exception>
    public static ModelParameters Read(ModelName name, Vendor vendor)
    {
        var read = new ModelParameters();
        foreach (var (key, value) in name.Parameters)
        {
            if (!vendor.Parameters.Contains(key))
                throw new BadInputException($"model '{name}'", $"takes no parameter '{key}'", $"{vendor.Provider} models take {string.Join(", ", vendor.Parameters)}");
            if (!read.TrySet(key, value, out var fit))
                throw new BadInputException($"model '{name}'", $"has the {key} '{value}'", $"Give {fit}");
        }

        return read;
    }

    private bool TrySet(string key, string value, out string fit)
    {
        switch (key)
        {
            case Temperature:
                fit = "a number from 0 to 2, like temperature=0.7";
                return (Defaults.Temperature = Number(value, 2)) is not null;
            case TopP:
                fit = "a number from 0 to 1, like top_p=0.9";
                return (Defaults.TopP = Number(value, 1)) is not null;
            case MaxOutput:
                fit = "a number of tokens, like max_output=2000";
                return (Defaults.MaxOutputTokens = Count(value)) is not null;
            case Seed:
                fit = "a whole number, like seed=1";
                var whole = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed);
                Defaults.Seed = seed;
                return whole;
            case Reasoning:
                fit = "one of " + string.Join(", ", Efforts.Keys);
                var known = Efforts.TryGetValue(value, out var effort);
                Defaults.Reasoning = new() { Effort = effort };
                return known;
            case Window:
                fit = "a number of tokens, like window=128000";
                return (WindowTokens = Count(value)) is not null;
            default:
                fit = "a number of seconds, like timeout=120";
                var seconds = Count(value);
                Patience = TimeSpan.FromSeconds(seconds ?? 0);
                return seconds <= 86_400;
        }
    }

    private static int? Count(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;

    private static float? Number(string value, float largest) =>
        float.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= largest ? number : null;
}
